import type { Manifest, Permissions } from '@joinery/plugin-sdk/manifest';
import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

/** Archives are read only where a version is loaded. */
export const WITHOUT_ARCHIVE = { archive: true } as const satisfies Prisma.PluginVersionOmit;

export type PluginRow = Prisma.PluginGetPayload<{ include: { publisher: true } }>;
type VersionPayload = Prisma.PluginVersionGetPayload<{ omit: typeof WITHOUT_ARCHIVE }>;

/** A version with its JSON as this module wrote it. */
export type PluginVersionRow = Omit<VersionPayload, 'manifest' | 'permissions'> & {
  manifest: Manifest;
  permissions: Permissions;
};

export function toVersionRow(row: VersionPayload): PluginVersionRow {
  return row as unknown as PluginVersionRow;
}

/**
 * A plugin that this tenant sees, by its id or by its key, or NOT_FOUND. A private one comes before a public one of the
 * same key: whoever publishes that key later must not step into its place.
 */
export async function getPlugin({ tx, tenantId }: TxContext, idOrKey: string): Promise<PluginRow> {
  const where = isUuid(idOrKey) ? { id: idOrKey } : { key: idOrKey };
  const found = await tx.prisma.plugin.findMany({
    where: { AND: [where, visibleTo(tenantId)] },
    include: { publisher: true },
  });
  const plugin = found.find((each) => each.tenantId !== null) ?? found[0];
  if (plugin) return plugin;
  throw new AppError('NOT_FOUND', `there is no plugin ${idOrKey}`);
}

/** What has no approved version yet is for its owner only. */
export function visibleTo(tenantId: string): Prisma.PluginWhereInput {
  return { OR: [{ latestVersion: { not: null } }, { ownerTenantId: tenantId }] };
}

/** One version of a plugin by its number, or NOT_FOUND. */
export async function getVersion({ tx }: TxContext, plugin: PluginRow, version: string): Promise<PluginVersionRow> {
  const found = await tx.prisma.pluginVersion.findUnique({
    where: { pluginId_version: { pluginId: plugin.id, version } },
    omit: WITHOUT_ARCHIVE,
  });
  if (found) return toVersionRow(found);
  throw new AppError('NOT_FOUND', `there is no version ${version} of ${plugin.key}`);
}

/** One version by its id, or NOT_FOUND; `isOwn`: of a plugin of this tenant. Nobody decides about it meanwhile. */
export async function getVersionToDecide({ tx, tenantId }: TxContext, id: string): Promise<OwnVersion> {
  const found = isUuid(id)
    ? await tx.prisma.pluginVersion.findFirst({
        where: { id, ownerTenantId: tenantId },
        omit: WITHOUT_ARCHIVE,
        include: { plugin: true },
      })
    : null;
  if (found) return { ...toVersionRow(found), plugin: found.plugin };
  throw new AppError('NOT_FOUND', `there is no plugin version ${id} of this tenant`);
}

export type OwnVersion = PluginVersionRow & { plugin: { id: string; key: string } };

export function versionTarget({ id, version, plugin }: Pick<OwnVersion, 'id' | 'version' | 'plugin'>) {
  return { type: 'plugin_version', id, name: `${plugin.key} ${version}` };
}
