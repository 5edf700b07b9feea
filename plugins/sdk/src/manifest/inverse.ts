import type { ManifestAction } from './schema.ts';

/** The input of the action that undoes this one, from what it was given and what it answered. Paths that lead nowhere are left out. */
export function inverseInput(
  { inverse }: Pick<ManifestAction, 'inverse'>,
  values: { input: unknown; output: unknown },
): Record<string, unknown> {
  const entries = Object.entries(inverse?.input ?? {}).map(([name, from]) => [
    name,
    typeof from === 'string' ? valueAt(values, from) : from.value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function valueAt(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => {
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined;
  }, values);
}
