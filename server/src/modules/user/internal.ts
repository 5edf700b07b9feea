import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { lockRow } from '../../lock-row.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

/** A password's hash is read only where a password is checked. */
export const WITHOUT_HASH = { passwordHash: true } as const satisfies Prisma.UserOmit;
export type UserRow = Prisma.UserGetPayload<{ omit: typeof WITHOUT_HASH }>;

/** The user, or NOT_FOUND: another tenant's does not exist here. */
export async function getUser({ tx, tenantId }: TxContext, id: string): Promise<UserRow> {
  const user = isUuid(id)
    ? await tx.prisma.user.findUnique({ where: { tenantId_id: { tenantId, id } }, omit: WITHOUT_HASH })
    : null;
  if (user) return user;
  throw new AppError('NOT_FOUND', `there is no user ${id}`);
}

/** The same, and nobody else changes it until the transaction ends. */
export async function getUserToChange(ctx: TxContext, id: string): Promise<UserRow> {
  await lockRow(ctx, sql`users`, id);
  return getUser(ctx, id);
}

/** The same, and nothing comes to point at it until the transaction ends: no membership, mapping or report is missed. */
export async function getUserToDelete(ctx: TxContext, id: string): Promise<UserRow> {
  await lockRow(ctx, sql`users`, id, 'delete');
  return getUser(ctx, id);
}
