import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { lockRow } from '../../lock-row.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

export type GroupRow = Prisma.GroupGetPayload<object>;

/** The group, or NOT_FOUND: another tenant's does not exist here. */
export async function getGroup({ tx, tenantId }: TxContext, id: string): Promise<GroupRow> {
  const group = isUuid(id) ? await tx.prisma.group.findUnique({ where: { tenantId_id: { tenantId, id } } }) : null;
  if (group) return group;
  throw new AppError('NOT_FOUND', `there is no group ${id}`);
}

/** The same, and nobody else changes it until the transaction ends. */
export async function getGroupToChange(ctx: TxContext, id: string): Promise<GroupRow> {
  await lockRow(ctx, sql`groups`, id);
  return getGroup(ctx, id);
}

/** The same, and nobody becomes a member of it until the transaction ends: every one who is gets told. */
export async function getGroupToDelete(ctx: TxContext, id: string): Promise<GroupRow> {
  await lockRow(ctx, sql`groups`, id, 'delete');
  return getGroup(ctx, id);
}
