import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type FieldTraits, type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { transaction } from '../../transaction.ts';
import { findIntegrations, getIntegration, type IntegrationRow, toIntegrationRow } from './internal.ts';

export type IntegrationOrderField = 'name' | 'createdAt' | 'state';

export interface IntegrationFilter {
  /** Part of the name, any case. */
  text?: string | null;
  enabled?: boolean | null;
  eventType?: string | null;
  /** Whether their deliveries do nothing but fail now. */
  failing?: boolean | null;
}

/** A page of the tenant's integrations. */
export function listIntegrations(
  ctx: Context,
  { page, filter, order }: { page: PageInput; filter?: IntegrationFilter | null; order: Order<IntegrationOrderField> },
): Promise<Page<IntegrationRow>> {
  requireScope(ctx, 'integration:read');
  const where = toWhere(filter ?? {});
  return paginate(
    page,
    { ...order, ...(order.field === 'state' ? byState(order) : {}) },
    (query) =>
      transaction(ctx, async ({ tx }) => {
        const found = { where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take };
        return (await tx.prisma.integration.findMany(found)).map(toIntegrationRow);
      }),
    () => transaction(ctx, ({ tx }) => tx.prisma.integration.count({ where })),
  );
}

/** One integration of the tenant, or NOT_FOUND. */
export function readIntegration(ctx: Context, id: string): Promise<IntegrationRow> {
  requireScope(ctx, 'integration:read');
  return transaction(ctx, (ctx) => getIntegration(ctx, id));
}

/** Integrations by their ids, deleted ones too: the history of deliveries names them. */
export function readIntegrations(ctx: Context, ids: readonly string[]): Promise<Map<string, IntegrationRow>> {
  requireScope(ctx, 'integration:read');
  return transaction(ctx, async (ctx) => new Map((await findIntegrations(ctx, ids)).map((row) => [row.id, row])));
}

/** Ascending: what has failed for the longest, what works, what is disabled. */
function byState({ direction }: Order<string>): FieldTraits {
  const isUp = direction === 'ASC';
  return {
    path: ['failingSince'],
    empty: isUp ? 'last' : 'first',
    within: { path: ['enabled'], direction: isUp ? 'desc' : 'asc', values: [false, true] },
  };
}

function toWhere({ text, enabled, eventType, failing }: IntegrationFilter): Prisma.IntegrationWhereInput {
  return {
    deletedAt: null,
    ...(text ? { name: { contains: text, mode: 'insensitive' } } : {}),
    ...(enabled == null ? {} : { enabled }),
    ...(eventType ? { eventTypes: { has: eventType } } : {}),
    ...(failing == null ? {} : { failingSince: failing ? { not: null } : null }),
  };
}
