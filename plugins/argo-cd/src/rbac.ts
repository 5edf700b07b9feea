import { type ArgoCd, changeConfigMap } from './config-map.ts';
import { fieldsOf } from './policy/csv.ts';
import { refuseLockout } from './policy/lockout.ts';

const NAME = 'argocd-rbac-cm';
const KEY = 'policy.csv';
/** Parts of the policy that others keep beside it: Argo CD reads them all as one. */
const OVERLAY = /^policy\..+\.csv$/;

/** Changes the policy, unless that would lock somebody out other than those who are `meant` to lose something. */
export function changePolicy(
  ctx: ArgoCd,
  meant: readonly string[],
  change: (lines: string[]) => string[] | undefined,
): Promise<boolean> {
  return changeConfigMap(ctx, NAME, (data) => {
    const overlays = Object.keys(data).filter((key) => OVERLAY.test(key));
    const whole = (csv: string) => [csv, ...overlays.sort().map((key) => data[key] ?? '')].join('\n');
    const before = data[KEY] ?? '';
    const lines = change(before.split('\n'));
    if (!lines) return undefined;
    const after = lines.join('\n');
    const defaultRole = data['policy.default'] ?? '';
    // What is neither is read as globs, as Argo CD does.
    const mode = data['policy.matchMode'] === 'regex' ? 'regex' : 'glob';
    refuseLockout({ before: whole(before), after: whole(after), defaultRole, mode, meant });
    return { ...data, [KEY]: after };
  });
}

/** Whether a line says this, however it is spaced. */
export function says(line: string, ...parts: string[]): boolean {
  const found = fieldsOf(line) ?? [];
  return parts.every((part, at) => found[at] === part);
}

/** The lines with these at their end. */
export function withLines(lines: readonly string[], more: readonly string[]): string[] {
  return [...lines.filter((line, at) => line.trim() !== '' || at < lines.length - 1), ...more, ''];
}
