import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

export type FederatedProviderRow = Prisma.FederatedProviderGetPayload<object>;
export type FederatedIdentityRow = Prisma.FederatedIdentityGetPayload<object>;

/** The provider, or NOT_FOUND: another tenant's does not exist here. */
export async function getProvider({ tx, tenantId }: TxContext, id: string): Promise<FederatedProviderRow> {
  const provider = isUuid(id)
    ? await tx.prisma.federatedProvider.findUnique({ where: { tenantId_id: { tenantId, id } } })
    : null;
  if (provider) return provider;
  throw new AppError('NOT_FOUND', `there is no federated provider ${id}`);
}
