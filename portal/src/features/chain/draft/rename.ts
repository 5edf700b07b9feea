import type { DraftStep } from './draft';

/** The steps with one renamed, wherever another takes something from it. */
export function renamed(steps: readonly DraftStep[], key: string, to: string): DraftStep[] {
  const from = steps.find((step) => step.key === key)?.name;
  return steps.map((step) => {
    const name = step.key === key ? to : step.name;
    if (!from || !to || from === to) return { ...step, name };
    const input = follow(step.input, from, to) as Record<string, unknown>;
    const when = step.when && {
      ...step.when,
      value: follow(step.when.value, from, to),
      to: follow(step.when.to, from, to),
    };
    return { ...step, name, input, when };
  });
}

function follow(value: unknown, from: string, to: string): unknown {
  if (Array.isArray(value)) return value.map((item) => follow(item, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === '$from' && typeof inner === 'string') return [name, followPath(inner, from, to)];
      if (name === '$text' && typeof inner === 'string') return [name, followText(inner, from, to)];
      return [name, follow(inner, from, to)];
    }),
  );
}

function followPath(path: string, from: string, to: string): string {
  return path.startsWith(`steps.${from}.`) ? `steps.${to}.${path.slice(`steps.${from}.`.length)}` : path;
}

function followText(text: string, from: string, to: string): string {
  return text.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (_, path: string) => `{{${followPath(path, from, to)}}}`);
}
