import { ProviderError } from '@joinery/plugin-sdk';
import { type ArgoCd, changeConfigMap } from './config-map.ts';
import { refuseLockout } from './policy/lockout.ts';

const NAME = 'argocd-rbac-cm';
const KEY = 'policy.csv';

/** Changes the policy, unless that would lock somebody out other than those who are `meant` to lose something. */
export function changePolicy(
  ctx: ArgoCd,
  meant: readonly string[],
  change: (lines: string[]) => string[] | undefined,
): Promise<boolean> {
  return changeConfigMap(ctx, NAME, (data) => {
    const before = data[KEY] ?? '';
    // What cannot be evaluated cannot be told to be safe.
    if (data['policy.matchMode'] === 'regex' || /[[\]{}\\]/.test(before))
      throw new ProviderError('not_supported', 'policies with regular expressions, sets or braces cannot be checked');
    const lines = change(before.split('\n'));
    if (!lines) return undefined;
    const after = lines.join('\n');
    refuseLockout({ before, after }, meant);
    return { ...data, [KEY]: after };
  });
}

/** Whether a line says this, however it is spaced. */
export function says(line: string, ...parts: string[]): boolean {
  const found = line.split(',').map((part) => part.trim());
  return parts.every((part, at) => found[at] === part);
}
