import { ProviderError } from '@joinery/plugin-sdk';
import { BUILT_IN } from './built-in.ts';
import { isAllowed, type MatchMode, rulesOf } from './evaluate.ts';
import { findLoss } from './losses.ts';
import { type Policy, parsePolicy } from './rules.ts';

/** What an administrator needs to repair a policy: without anybody who may, Argo CD is locked. */
const ADMINISTRATION = { resource: 'projects', action: 'update', object: '*' };

export interface PolicyChange {
  before: string;
  after: string;
  /** `policy.default`: what everybody may beside what they hold. */
  defaultRole: string;
  mode: MatchMode;
  /** Who is meant to lose something. */
  meant: readonly string[];
}

/**
 * Throws `conflict` where somebody would lose what they may now, apart from those who are meant to, or where nobody would
 * be left to administer. The local `admin` does not count: it is often disabled.
 */
export function refuseLockout({ defaultRole, mode, meant, ...csv }: PolicyChange): void {
  const [before, after] = [withBuiltIn(csv.before), withBuiltIn(csv.after)];
  const rules = (policy: Policy, subject: string) => ({
    own: rulesOf(policy, subject),
    everybodys: defaultRole === '' ? [] : rulesOf(policy, defaultRole),
  });
  const bystanders = [...subjectsOf(before)].filter((subject) => !meant.includes(subject) && subject !== 'admin');
  for (const subject of bystanders) {
    const loss = findLoss(rules(before, subject), rules(after, subject), mode);
    if (!loss) continue;
    const what = loss.rule.slice(1, 4).join(', ');
    const example = loss.example.join(', ');
    throw new ProviderError(
      'conflict',
      `${subject} would lose ${what}${example === what ? '' : `: ${example}, for one`}`,
    );
  }
  const canAdminister = (policy: Policy) =>
    [...subjectsOf(policy), defaultRole].some(
      (subject) => subject !== 'admin' && isAllowed(policy, { subject, ...ADMINISTRATION }, mode),
    );
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
