import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

export type SessionRow = Prisma.SessionGetPayload<object>;

/** The session, or NOT_FOUND: another tenant's does not exist here. */
export async function getSession({ tx, tenantId }: TxContext, id: string): Promise<SessionRow> {
  const session = isUuid(id) ? await tx.prisma.session.findUnique({ where: { tenantId_id: { tenantId, id } } }) : null;
  if (session) return session;
  throw new AppError('NOT_FOUND', `there is no session ${id}`);
}
