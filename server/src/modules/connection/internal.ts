import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

type Row = Prisma.ConnectionGetPayload<object>;
export type ConnectionRow = Omit<Row, 'config'> & { config: Record<string, unknown> };

export function toConnectionRow(row: Row): ConnectionRow {
  return row as unknown as ConnectionRow;
}

/** The connection, or NOT_FOUND: another tenant's does not exist here. */
export async function getConnection({ tx, tenantId }: TxContext, id: string): Promise<ConnectionRow> {
  const found = isUuid(id) ? await tx.prisma.connection.findUnique({ where: { tenantId_id: { tenantId, id } } }) : null;
  if (found) return toConnectionRow(found);
  throw new AppError('NOT_FOUND', `there is no connection ${id}`);
}

export function connectionTarget({ id, name }: Pick<ConnectionRow, 'id' | 'name'>) {
  return { type: 'connection', id, name };
}

/** Configuration for a JSON column. */
export function toJson(config: Readonly<Record<string, unknown>>): Prisma.InputJsonObject {
  return config as Prisma.InputJsonObject;
}
