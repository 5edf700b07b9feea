import type { Permissions } from '@joinery/plugin-sdk/manifest';
import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { newId } from '../../../platform/id.ts';
import type { OpenedArchive } from '../../../plugins/archive/open-archive.ts';

/** Whose release it is, as its row says. */
export interface ReleasingPublisher {
  id: string;
  tenantId: string | null;
  ownerTenantId: string | null;
}

export interface StoredRelease {
  opened: OpenedArchive;
  archive: Uint8Array;
  signature: string;
  keyId: string;
  status: 'PENDING' | 'APPROVED';
  publishedByEmail: string | null;
  at: Date;
}

/** Makes the plugin of a release where it is not there, and holds it: one release of a plugin at a time. Null where it belongs to others. */
export async function holdPlugin(
  tx: SqlTransaction,
  publisher: ReleasingPublisher,
  { manifest }: OpenedArchive,
): Promise<string | null> {
  const { id: key, name, description, category } = manifest;
  await tx.execute(sql`
    INSERT INTO plugins (id, publisher_id, tenant_id, owner_tenant_id, key, name, description, category)
    VALUES (${newId()}::uuid, ${publisher.id}::uuid, ${publisher.tenantId}::uuid, ${publisher.ownerTenantId}::uuid,
            ${key}, ${name}, ${description}, ${category})
    ON CONFLICT DO NOTHING`);
  const [plugin] = await tx.query<{ id: string }>(sql`
    SELECT id FROM plugins
    WHERE key = ${key} AND tenant_id IS NOT DISTINCT FROM ${publisher.tenantId}::uuid
      AND publisher_id = ${publisher.id}::uuid
    FOR UPDATE`);
  return plugin?.id ?? null;
}

/** Every version that the plugin ever had, rejected and yanked ones too: their numbers are spent. */
export function releasesOf(
  tx: SqlTransaction,
  pluginId: string,
): Promise<{ version: string; digest: string; permissions: Permissions }[]> {
  return tx.query(sql`SELECT version, digest, permissions FROM plugin_versions WHERE plugin_id = ${pluginId}::uuid`);
}

export async function insertVersion(
  tx: SqlTransaction,
  pluginId: string,
  publisher: ReleasingPublisher,
  { opened, archive, signature, keyId, status, publishedByEmail, at }: StoredRelease,
): Promise<string> {
  const id = newId();
  const { manifest, permissions, digest, readme, changelog, logo } = opened;
  await tx.execute(sql`
    INSERT INTO plugin_versions (id, plugin_id, tenant_id, owner_tenant_id, version, digest, archive, manifest, permissions,
                                 readme, changelog, logo, signature, key_id, status, published_by_email, created_at, decided_at)
    VALUES (${id}::uuid, ${pluginId}::uuid, ${publisher.tenantId}::uuid, ${publisher.ownerTenantId}::uuid,
            ${manifest.version}, ${digest}, ${archive}::bytea, ${JSON.stringify(manifest)}::jsonb,
            ${JSON.stringify(permissions)}::jsonb, ${readme}, ${changelog}, ${logo}, ${signature}, ${keyId},
            ${status}::plugin_version_status, ${publishedByEmail}, ${at}::timestamptz,
            ${status === 'APPROVED' ? at : null}::timestamptz)`);
  return id;
}
