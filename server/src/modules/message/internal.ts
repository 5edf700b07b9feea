import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

export type MessageRow = Prisma.MessageGetPayload<object>;

/** The message, or NOT_FOUND: another tenant's does not exist here. */
export async function getMessage({ tx, tenantId }: TxContext, id: string): Promise<MessageRow> {
  const message = isUuid(id) ? await tx.prisma.message.findUnique({ where: { tenantId_id: { tenantId, id } } }) : null;
  if (message) return message;
  throw new AppError('NOT_FOUND', `there is no message ${id}`);
}
