import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { lockRow } from '../../lock-row.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

export type AppMappingRow = Prisma.AppMappingGetPayload<object>;

/** A mapping with who and what it connects: what its events tell. */
export const WITH_SUBJECT = {
  application: { select: { name: true, clientId: true } },
  user: { select: { email: true, username: true } },
  group: { select: { name: true } },
} as const satisfies Prisma.AppMappingInclude;
export type AppMappingWithSubject = Prisma.AppMappingGetPayload<{ include: typeof WITH_SUBJECT }>;

/** The mapping, or NOT_FOUND: another tenant's does not exist here. */
export async function getAppMapping({ tx, tenantId }: TxContext, id: string): Promise<AppMappingWithSubject> {
  const mapping = isUuid(id)
    ? await tx.prisma.appMapping.findUnique({ where: { tenantId_id: { tenantId, id } }, include: WITH_SUBJECT })
    : null;
  if (mapping) return mapping;
  throw new AppError('NOT_FOUND', `there is no app mapping ${id}`);
}

/** The same, and nobody else changes it until the transaction ends. */
export async function getAppMappingToChange(ctx: TxContext, id: string): Promise<AppMappingWithSubject> {
  await lockRow(ctx, sql`app_mappings`, id);
  return getAppMapping(ctx, id);
}
