import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { isUuid } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import type { AppMappingRow } from './internal.ts';

export interface MappedRole {
  applicationId: string;
  userId?: string | undefined;
  groupId?: string | undefined;
  role: string;
}

/** The mapping of exactly this user or group to this role, or null. */
export function findAppMapping(
  ctx: Context,
  { applicationId, userId, groupId, role }: MappedRole,
): Promise<AppMappingRow | null> {
  requireScope(ctx, 'application:read');
  const ids = [applicationId, userId, groupId].filter((id) => id !== undefined);
  if (!ids.every(isUuid)) return Promise.resolve(null);
  const where = { applicationId, userId: userId ?? null, groupId: groupId ?? null, role: role.trim() };
  return transaction(ctx, ({ tx, tenantId }) => tx.prisma.appMapping.findFirst({ where: { tenantId, ...where } }));
}
