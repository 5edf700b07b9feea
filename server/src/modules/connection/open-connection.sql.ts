import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { ConnectionRow } from './internal.ts';

/** What a run needs to know of its connection. */
export type OpenedRow = Pick<ConnectionRow, 'id' | 'name' | 'config' | 'health' | 'version' | 'installationId'>;

interface FoundRow {
  connection: OpenedRow;
  plugin: string;
  installed_version: string;
  installed_digest: string;
  secret_names: string[];
}

/** A connection with what is installed and which secrets are set, in one statement: it stands before every run. */
export async function findOpened({ tx, tenantId, clock }: SqlTxContext, id: string): Promise<FoundRow | undefined> {
  const [found] = await tx.query<FoundRow>(sql`
    SELECT jsonb_build_object('id', c.id, 'name', c.name, 'config', c.config, 'health', c.health, 'version', c.version,
                              'installationId', c.installation_id) AS connection,
      p.key AS plugin, i.plugin_version_id AS installed_version, i.digest AS installed_digest,
      ARRAY (SELECT s.name FROM secrets s
             WHERE s.tenant_id = c.tenant_id AND s.kind = 'connection' AND s.owner_id = c.id
               AND (s.expires_at IS NULL OR s.expires_at > ${clock.now()}::timestamptz)) AS secret_names
    FROM connections c
    JOIN installations i ON i.tenant_id = c.tenant_id AND i.id = c.installation_id
    JOIN plugins p ON p.id = i.plugin_id
    WHERE c.tenant_id = ${tenantId}::uuid AND c.id = ${id}::uuid`);
  return found;
}

/** Whether somebody of the tenant has consented to exactly these bytes for the installation, at some time. */
export async function hasConsented(
  { tx, tenantId }: SqlTxContext,
  installationId: string,
  { versionId, digest }: { versionId: string; digest: string },
): Promise<boolean> {
  const found = await tx.query<{ id: string }>(sql`
    SELECT id FROM installation_consents
    WHERE tenant_id = ${tenantId}::uuid AND installation_id = ${installationId}::uuid
      AND plugin_version_id = ${versionId}::uuid AND digest = ${digest} LIMIT 1`);
  return found.length > 0;
}
