import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

export type DeliveryRow = Prisma.DeliveryGetPayload<object>;

/** The delivery, or NOT_FOUND: another tenant's does not exist here. */
export async function getDelivery({ tx, tenantId }: TxContext, id: string): Promise<DeliveryRow> {
  const where = { tenantId_id: { tenantId, id } };
  const delivery = isUuid(id) ? await tx.prisma.delivery.findUnique({ where }) : null;
  if (delivery) return delivery;
  throw new AppError('NOT_FOUND', `there is no delivery ${id}`);
}
