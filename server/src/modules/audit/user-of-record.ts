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

/** Memberships and roles keep whom they are of with the new values, or with the old ones where they end. */
function namedIn(detail: unknown): string | null {
  const { old: before, new: after } = (detail ?? {}) as { old?: unknown; new?: unknown };
  for (const facts of [after, before]) {
    const userId = (facts as { userId?: unknown } | null | undefined)?.userId;
    if (typeof userId === 'string') return userId;
  }
  return null;
}
