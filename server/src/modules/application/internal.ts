import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { lockRow } from '../../lock-row.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

/** Hashes of secrets are read only where a secret is checked or replaced. */
export const WITHOUT_HASHES = { secretHash: true, previousSecretHash: true } as const satisfies Prisma.ApplicationOmit;
export type ApplicationRow = Prisma.ApplicationGetPayload<{ omit: typeof WITHOUT_HASHES }>;

/** The application, or NOT_FOUND: another tenant's does not exist here. */
export async function getApplication({ tx, tenantId }: TxContext, id: string): Promise<ApplicationRow> {
  const application = isUuid(id)
    ? await tx.prisma.application.findUnique({ where: { tenantId_id: { tenantId, id } }, omit: WITHOUT_HASHES })
    : null;
  if (application) return application;
  throw new AppError('NOT_FOUND', `there is no application ${id}`);
}

/** The same, and nobody else changes it until the transaction ends. */
export async function getApplicationToChange(ctx: TxContext, id: string): Promise<ApplicationRow> {
  await lockRow(ctx, sql`applications`, id);
  return getApplication(ctx, id);
}
