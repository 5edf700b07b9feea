import type { Prisma } from '@joinery/prisma';
import semver from 'semver';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Order, type Page, type PageInput, paginate } from '../../pagination.ts';
import { sql } from '../../platform/db/index.ts';
import { transaction } from '../../transaction.ts';
import {
  getPlugin,
  type PluginRow,
  type PluginVersionRow,
  toVersionRow,
  visibleTo,
  WITHOUT_ARCHIVE,
} from './internal.ts';

export interface PluginFilter {
  /** Part of the key, the name or the description, any case. */
  text?: string | null;
  category?: string | null;
  isInstalled?: boolean | null;
  isOwn?: boolean | null;
}

export type PluginOrderField = 'name' | 'createdAt' | 'updatedAt';

interface ListInput {
  page: PageInput;
  filter?: PluginFilter | null;
  order?: Order<PluginOrderField>;
}

const BY_NAME = { field: 'name', direction: 'ASC' } as const;

/** A page of the plugins that this tenant sees, by their names where no other order is asked for. */
export function listPlugins(ctx: Context, { page, filter, order = BY_NAME }: ListInput): Promise<Page<PluginRow>> {
  requireScope(ctx, 'plugin:read');
  const where = toWhere(ctx, filter ?? {});
  return paginate(
    page,
    order,
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.plugin.findMany({
          where: { AND: [where, query.where] },
          orderBy: query.orderBy,
          take: query.take,
          include: { publisher: true },
        }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.plugin.count({ where })),
  );
}

/** One plugin by its id or its key, or NOT_FOUND. */
export function readPlugin(ctx: Context, idOrKey: string): Promise<PluginRow> {
  requireScope(ctx, 'plugin:read');
  return transaction(ctx, (ctx) => getPlugin(ctx, idOrKey));
}

/** The versions of plugins that this tenant sees, the newest first. */
export function versionsOfPlugins(ctx: Context, pluginIds: string[]): Promise<Map<string, PluginVersionRow[]>> {
  requireScope(ctx, 'plugin:read');
  return transaction(ctx, async ({ tx }) => {
    const found = await tx.prisma.pluginVersion.findMany({
      where: { pluginId: { in: pluginIds } },
      omit: WITHOUT_ARCHIVE,
    });
    const newestFirst = found.toSorted((a, b) => semver.rcompare(a.version, b.version)).map(toVersionRow);
    return Map.groupBy(newestFirst, (version) => version.pluginId);
  });
}

/** Plugins by their ids, for what refers to them. */
export function pluginsById(ctx: Context, ids: string[]): Promise<Map<string, PluginRow>> {
  return transaction(ctx, async ({ tx }) => {
    const found = await tx.prisma.plugin.findMany({ where: { id: { in: ids } }, include: { publisher: true } });
    return new Map(found.map((plugin) => [plugin.id, plugin]));
  });
}

/** Versions by their ids, for what refers to them. */
export function versionsById(ctx: Context, ids: string[]): Promise<Map<string, PluginVersionRow>> {
  return transaction(ctx, async ({ tx }) => {
    const found = await tx.prisma.pluginVersion.findMany({ where: { id: { in: ids } }, omit: WITHOUT_ARCHIVE });
    return new Map(found.map((version) => [version.id, toVersionRow(version)]));
  });
}

function toWhere({ tenantId }: Context, filter: PluginFilter): Prisma.PluginWhereInput {
  const { text, category, isInstalled, isOwn } = filter;
  const installations = { some: { tenantId } };
  const containing = (field: 'key' | 'name' | 'description') => ({
    [field]: { contains: text, mode: 'insensitive' as const },
  });
  return {
    AND: [
      visibleTo(tenantId),
      ...(text ? [{ OR: [containing('key'), containing('name'), containing('description')] }] : []),
      ...(category ? [{ category }] : []),
      ...(isInstalled == null ? [] : [isInstalled ? { installations } : { NOT: { installations } }]),
      ...(isOwn ? [{ ownerTenantId: tenantId }] : []),
    ],
  };
}

/** The categories of the plugins that this tenant sees, by their names. */
export function listCategories(ctx: Context): Promise<{ name: string; count: number }[]> {
  requireScope(ctx, 'plugin:read');
  return transaction(ctx, async ({ tx, tenantId }) => {
    const where = visibleTo(tenantId);
    const groups = await tx.prisma.plugin.groupBy({
      by: ['category'],
      where,
      _count: true,
      orderBy: { category: 'asc' },
    });
    return groups.map(({ category, _count }) => ({ name: category, count: _count }));
  });
}

/** Why versions are not loaded any more, by the versions that are revoked or were signed by a revoked key. */
export function revocationsOf(ctx: Context, versionIds: string[]): Promise<Map<string, string>> {
  requireScope(ctx, 'plugin:read');
  return transaction(ctx, async ({ tx }) => {
    const rows = await tx.query<{ id: string; reason: string }>(sql`
      SELECT v.id, r.reason FROM plugin_versions v
      JOIN revocations r ON r.subject IN (v.digest, v.key_id)
        AND (r.owner_tenant_id IS NULL OR r.owner_tenant_id = v.owner_tenant_id)
      WHERE v.id = ANY (${versionIds}::uuid[])`);
    return new Map(rows.map(({ id, reason }) => [id, reason]));
  });
}
