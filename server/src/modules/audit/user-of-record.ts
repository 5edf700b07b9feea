import { isUuid } from '../../platform/id.ts';

interface Facts {
  targetType: string;
  targetId: string | null;
  detail: unknown;
}

/** Records whose target is the user, by its id. */
const OF_USERS = new Set(['user', 'federated_identity']);

/** The id of the person whom a record is about; null where it is about none. */
export function userOfRecord({ targetType, targetId, detail }: Facts): string | null {
  const id = OF_USERS.has(targetType) ? targetId : namedIn(detail);
  return id && isUuid(id) ? id : null;
}

/** By the new values, or by the old ones where a membership or a role ends; of a credential, whose it is. */
function namedIn(detail: unknown): string | null {
  const facts = (detail ?? {}) as { old?: unknown; new?: unknown; user_id?: unknown };
  const named = [facts.new, facts.old].map((values) => (values as { userId?: unknown } | null | undefined)?.userId);
  return [...named, facts.user_id].find((id) => typeof id === 'string') ?? null;
}
