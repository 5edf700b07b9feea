import type { Policy } from './rules.ts';

export interface Question {
  subject: string;
  resource: string;
  action: string;
  object: string;
}

/** Argo CD's casbin model: something allows it, nothing denies it; roles are held through other roles too; globs. */
export function isAllowed(policy: Policy, { subject, resource, action, object }: Question): boolean {
  const roles = rolesOf(policy, subject);
  const effects = policy.rules
    .filter(([who]) => roles.has(who))
    .filter(([, res, act, obj]) => matches(res, resource) && matches(act, action) && matches(obj, object))
    .map(([, , , , effect]) => effect);
  return effects.includes('allow') && !effects.includes('deny');
}

function rolesOf({ holds }: Policy, subject: string): Set<string> {
  const roles = new Set([subject]);
  // A set is walked with what is added on the way.
  for (const role of roles) for (const [who, held] of holds) if (who === role) roles.add(held);
  return roles;
}

/** `*` stands for anything, `/` included, and `?` for one character. */
function matches(glob: string, text: string): boolean {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
