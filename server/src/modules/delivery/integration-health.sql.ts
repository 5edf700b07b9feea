import { type SqlTransaction, sql } from '../../platform/db/index.ts';

export interface HealthRow {
  id: string;
  lastId: string | null;
  failed: number;
}

/** The delivery of the newest event, and how many have failed since then, of each integration: an index has either. */
export function readHealth(
  tx: SqlTransaction,
  { tenantId, integrationIds, since }: { tenantId: string; integrationIds: readonly string[]; since: Date },
): Promise<HealthRow[]> {
  return tx.query<HealthRow>(sql`
    SELECT i.id,
           (SELECT d.id FROM deliveries d
            WHERE d.tenant_id = ${tenantId}::uuid AND d.integration_id = i.id
            ORDER BY d.id DESC LIMIT 1) AS "lastId",
           (SELECT count(*)::int FROM deliveries d
            WHERE d.tenant_id = ${tenantId}::uuid AND d.integration_id = i.id AND d.status = 'FAILED'
              AND d.created_at >= ${since.toISOString()}::timestamptz) AS failed
    FROM unnest(${integrationIds}::uuid[]) AS i(id)`);
}
