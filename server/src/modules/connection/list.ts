import { ConnectionHealth, type Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type FieldTraits, type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { isUuid } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { listSecretNamesOf } from '../secret/index.ts';
import { type ConnectionRow, getConnection, toConnectionRow } from './internal.ts';

export interface ConnectionFilter {
  installationId?: string | null;
  /** Part of the name, any case. */
  text?: string | null;
  health?: ConnectionRow['health'] | null;
}

export type ConnectionOrderField = 'name' | 'createdAt' | 'plugin' | 'health' | 'lastCheckedAt';

const TRAITS: Partial<Record<ConnectionOrderField, FieldTraits>> = {
  plugin: { path: ['installation', 'plugin', 'name'] },
  health: { values: Object.values(ConnectionHealth) },
  lastCheckedAt: { empty: 'last' },
};
const WITH_PLUGIN = { installation: { select: { plugin: { select: { name: true } } } } } as const;

interface ListInput {
  page: PageInput;
  filter?: ConnectionFilter;
  order?: Order<ConnectionOrderField>;
}

const OLDEST_FIRST = { field: 'createdAt', direction: 'ASC' } as const;

/** A page of the tenant's connections that fit the filter, the oldest first where no other order is asked for. */
export function listConnections(
  ctx: Context,
  { page, filter = {}, order = OLDEST_FIRST }: ListInput,
): Promise<Page<ConnectionRow>> {
  requireScope(ctx, 'connection:read');
  const where = toWhere(filter);
  return paginate(
    page,
    { ...order, ...TRAITS[order.field] },
    (query) =>
      transaction(ctx, async ({ tx }) => {
        const found = { where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take };
        return (await tx.prisma.connection.findMany({ ...found, include: WITH_PLUGIN })).map(toConnectionRow);
      }),
    () => transaction(ctx, ({ tx }) => tx.prisma.connection.count({ where })),
  );
}

function toWhere({ installationId, text, health }: ConnectionFilter): Prisma.ConnectionWhereInput {
  return {
    ...(installationId ? ofInstallation(installationId) : {}),
    ...(text ? { name: { contains: text, mode: 'insensitive' } } : {}),
    ...(health ? { health } : {}),
  };
}

function ofInstallation(installationId: string): Prisma.ConnectionWhereInput {
  return isUuid(installationId) ? { installationId } : { id: { in: [] } };
}

/** One connection, or NOT_FOUND. */
export function readConnection(ctx: Context, id: string): Promise<ConnectionRow> {
  requireScope(ctx, 'connection:read');
  return transaction(ctx, (ctx) => getConnection(ctx, id));
}

/** The names of connections' secrets: all that is ever shown of them. */
export function secretNamesOf(ctx: Context, ids: string[]): Promise<Map<string, string[]>> {
  requireScope(ctx, 'connection:read');
  return transaction(ctx, (ctx) => listSecretNamesOf(ctx, 'connection', ids));
}

/** The connections of installations: what depends on them. */
export async function connectionsOf({ tx }: TxContext, installationIds: string[]): Promise<ConnectionRow[]> {
  const where = { installationId: { in: installationIds } };
  return (await tx.prisma.connection.findMany({ where, orderBy: { name: 'asc' } })).map(toConnectionRow);
}

/** The version of the plugin that connections have now, by the connection's id. */
export async function installedVersionsOf({ tx }: TxContext, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await tx.prisma.connection.findMany({
    where: { id: { in: ids.filter(isUuid) } },
    select: { id: true, installation: { select: { pluginVersionId: true } } },
  });
  return new Map(found.map(({ id, installation }) => [id, installation.pluginVersionId]));
}
