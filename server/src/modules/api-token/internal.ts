import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

export type ApiTokenRow = Prisma.ApiTokenGetPayload<object>;

/** The token, or NOT_FOUND: another tenant's does not exist here. */
export async function getApiToken({ tx, tenantId }: TxContext, id: string): Promise<ApiTokenRow> {
  const token = isUuid(id) ? await tx.prisma.apiToken.findUnique({ where: { tenantId_id: { tenantId, id } } }) : null;
  if (token) return token;
  throw new AppError('NOT_FOUND', `there is no API token ${id}`);
}
