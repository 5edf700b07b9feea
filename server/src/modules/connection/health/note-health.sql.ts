import { sql } from '../../../platform/db/index.ts';
import type { SqlTxContext } from '../../../transaction.ts';
import type { ConnectionRow } from '../internal.ts';

export interface NotedHealth {
  before: ConnectionRow['health'];
  failing_before: Date | null;
  failing_since: Date | null;
  plugin_name: string;
}

/**
 * Writes what was found of a connection, and answers what was known before; nothing where it was changed meanwhile. The
 * row is held from the reading on, so that of two who find the same only one finds it new.
 */
export async function writeHealth(
  { tx, tenantId, clock }: SqlTxContext,
  { id, version }: Pick<ConnectionRow, 'id' | 'version'>,
  error: string | null,
): Promise<NotedHealth | undefined> {
  const now = clock.now();
  const health = error === null ? 'HEALTHY' : 'FAILING';
  const [noted] = await tx.query<NotedHealth>(sql`
    WITH known AS (
      SELECT c.id, c.health, c.failing_since, p.name AS plugin_name
      FROM connections c
      JOIN installations i ON i.tenant_id = c.tenant_id AND i.id = c.installation_id
      JOIN plugins p ON p.id = i.plugin_id
      WHERE c.tenant_id = ${tenantId}::uuid AND c.id = ${id}::uuid AND c.version = ${version}
      FOR UPDATE OF c)
    UPDATE connections c
    SET health = ${health}::connection_health, last_checked_at = ${now}::timestamptz, last_error = ${error},
        failing_since = CASE WHEN ${error}::text IS NULL THEN NULL ELSE COALESCE(c.failing_since, ${now}::timestamptz) END
    FROM known
    WHERE c.tenant_id = ${tenantId}::uuid AND c.id = known.id
    RETURNING known.health AS before, known.failing_since AS failing_before, c.failing_since, known.plugin_name`);
  return noted;
}
