import { readGlob } from './glob.ts';
import { type Machine, matches } from './machine.ts';
import { readRegex } from './regex.ts';
import type { Policy, Rule } from './rules.ts';

export interface Question {
  subject: string;
  resource: string;
  action: string;
  object: string;
}

/** `policy.matchMode`: how the patterns of all rules are read, the built-in ones included. */
export type MatchMode = 'glob' | 'regex';

export const readPattern = (mode: MatchMode, pattern: string): Machine | 'broken' =>
  mode === 'regex' ? readRegex(pattern) : readGlob(pattern);

/** Argo CD's casbin model: something allows it, nothing denies it; roles are held through other roles too. */
export function isAllowed(policy: Policy, { subject, resource, action, object }: Question, mode: MatchMode): boolean {
  const effects = rulesOf(policy, subject).map((rule) =>
    effectOf(rule, (pattern, at) => {
      const machine = readPattern(mode, pattern);
      return machine === 'broken' ? machine : matches(machine, [resource, action, object][at] ?? '');
    }),
  );
  return effects.includes('allow') && !effects.includes('deny');
}

type IsMatch = (pattern: string, at: number) => boolean | 'broken';

/**
 * What a rule comes to. Its patterns are looked at one after another, and at one that Go does not compile the evaluation
 * breaks off: Argo CD then denies, whatever other rules allow.
 */
export function effectOf([, ...rest]: Rule, isMatch: IsMatch): 'allow' | 'deny' | undefined {
  const [resource, action, object, effect] = rest;
  for (const [at, pattern] of [resource, action, object].entries()) {
    const is = isMatch(pattern, at);
    if (is === 'broken') return 'deny';
    if (!is) return undefined;
  }
  return effect === 'allow' ? 'allow' : 'deny';
}

/** The rules that somebody is under, by what they hold. */
export function rulesOf({ rules, holds }: Policy, subject: string): Rule[] {
  const roles = new Set([subject]);
  // A set is walked with what is added on the way.
  for (const role of roles) for (const [who, held] of holds) if (who === role) roles.add(held);
  return rules.filter(([who]) => roles.has(who));
}
