import { ProviderError } from '@joinery/plugin-sdk';
import { BUILT_IN } from './built-in.ts';
import { isAllowed } from './evaluate.ts';
import { type Policy, parsePolicy } from './rules.ts';

/** What an administrator needs to repair a policy: without anybody who may, Argo CD is locked. */
const ADMINISTRATION = { resource: 'projects', action: 'update', object: '*' };

/**
 * Throws `conflict` where somebody would lose what they may now, apart from those who are meant to, or where nobody would
 * be left to administer. The local `admin` does not count: it is often disabled.
 */
export function refuseLockout(csv: { before: string; after: string }, meant: readonly string[]): void {
  const [before, after] = [withBuiltIn(csv.before), withBuiltIn(csv.after)];
  for (const subject of subjectsOf(before)) {
    if (meant.includes(subject) || subject === 'admin') continue;
    const lost = before.rules.find(([, resource, action, object]) => {
      const question = { subject, resource, action, object };
      return isAllowed(before, question) && !isAllowed(after, question);
    });
    if (lost) throw new ProviderError('conflict', `${subject} would lose ${lost.slice(1, 4).join(', ')}`);
  }
  const canAdminister = (policy: Policy) =>
    [...subjectsOf(policy)].some((subject) => subject !== 'admin' && isAllowed(policy, { subject, ...ADMINISTRATION }));
  if (canAdminister(before) && !canAdminister(after))
    throw new ProviderError('conflict', 'nobody would be left who may administer Argo CD: give it to another first');
}

function withBuiltIn(csv: string): Policy {
  const [builtIn, own] = [parsePolicy(BUILT_IN), parsePolicy(csv)];
  return { rules: [...builtIn.rules, ...own.rules], holds: [...builtIn.holds, ...own.holds] };
}

/** Who is not a role: people, groups and accounts. */
function subjectsOf({ rules, holds }: Policy): Set<string> {
  return new Set([...rules, ...holds].map(([who]) => who).filter((who) => !who.startsWith('role:')));
}
