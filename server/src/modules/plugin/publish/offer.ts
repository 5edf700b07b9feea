import type { Manifest } from '@joinery/plugin-sdk/manifest';
import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import { offeredOf } from './release.ts';

/** Shows a plugin in the catalogue as its best approved version has it, after one came or went. */
export async function refreshOffer(tx: SqlTransaction, pluginId: string): Promise<void> {
  const approved = await tx.query<{ version: string; manifest: Manifest }>(sql`
    SELECT version, manifest FROM plugin_versions WHERE plugin_id = ${pluginId}::uuid AND status = 'APPROVED'`);
  const offered = offeredOf(approved);
  if (!offered) {
    await tx.execute(sql`UPDATE plugins SET latest_version = NULL, updated_at = now() WHERE id = ${pluginId}::uuid`);
    return;
  }
  const { name, description, category } = offered.manifest;
  await tx.execute(sql`
    UPDATE plugins
    SET latest_version = ${offered.version}, name = ${name}, description = ${description}, category = ${category},
        updated_at = now()
    WHERE id = ${pluginId}::uuid`);
}
