import { parseGlob } from './glob.ts';
import type { Policy, Rule } from './rules.ts';
import { matches } from './walk.ts';

export interface Question {
  subject: string;
  resource: string;
  action: string;
  object: string;
}

/** Argo CD's casbin model: something allows it, nothing denies it; roles are held through other roles too; globs. */
export function isAllowed(policy: Policy, { subject, resource, action, object }: Question): boolean {
  const effects = rulesOf(policy, subject)
    .filter(([, res, act, obj]) => isMatch(res, resource) && isMatch(act, action) && isMatch(obj, object))
    .map(([, , , , effect]) => effect);
  return effects.includes('allow') && !effects.includes('deny');
}

/** The rules that somebody is under, by what they hold. */
export function rulesOf({ rules, holds }: Policy, subject: string): Rule[] {
  const roles = new Set([subject]);
  // A set is walked with what is added on the way.
  for (const role of roles) for (const [who, held] of holds) if (who === role) roles.add(held);
  return rules.filter(([who]) => roles.has(who));
}

const isMatch = (pattern: string, text: string): boolean => matches(parseGlob(pattern), text);
