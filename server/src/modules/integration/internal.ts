import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';
import type { StoredAction } from './action/stored-action.ts';
import type { ConditionGroup } from './condition/index.ts';

type Row = Prisma.IntegrationGetPayload<object>;

/** An integration with its conditions and actions as this module wrote them. */
export type IntegrationRow = Omit<Row, 'conditions' | 'actions'> & {
  conditions: ConditionGroup;
  actions: StoredAction[];
};

export function toIntegrationRow(row: Row): IntegrationRow {
  return row as unknown as IntegrationRow;
}

/** Conditions or actions for a JSON column. */
export function toJson(value: ConditionGroup | StoredAction[]): Prisma.InputJsonValue {
  return value as unknown as Prisma.InputJsonValue;
}

/** The integration, or NOT_FOUND: a deleted one, and another tenant's, does not exist here. */
export async function getIntegration({ tx, tenantId }: TxContext, id: string): Promise<IntegrationRow> {
  const row = isUuid(id)
    ? await tx.prisma.integration.findUnique({ where: { tenantId_id: { tenantId, id }, deletedAt: null } })
    : null;
  if (row) return toIntegrationRow(row);
  throw new AppError('NOT_FOUND', `there is no integration ${id}`);
}

/** The same, for deliveries to name: deleted ones too, in the order of no id. */
export async function findIntegrations({ tx }: TxContext, ids: readonly string[]): Promise<IntegrationRow[]> {
  const rows = await tx.prisma.integration.findMany({ where: { id: { in: [...ids] } } });
  return rows.map(toIntegrationRow);
}
