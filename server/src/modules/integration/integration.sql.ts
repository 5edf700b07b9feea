import { type SqlTransaction, sql } from '../../platform/db/index.ts';
import type { CompilableIntegration } from './compile/compile-integration.ts';

/** Tells dispatchers, in the change's own transaction, that what they have compiled of this tenant is old. */
export function raiseVersion(tx: SqlTransaction, tenantId: string): Promise<number> {
  return tx.execute(sql`UPDATE tenants SET integration_version = integration_version + 1 WHERE id = ${tenantId}::uuid`);
}

export async function readVersion(tx: SqlTransaction, tenantId: string): Promise<string> {
  const [row] = await tx.query<{ version: string }>(
    sql`SELECT integration_version::text AS version FROM tenants WHERE id = ${tenantId}::uuid`,
  );
  return row?.version ?? '0';
}

type CompilableRow = Omit<CompilableIntegration, 'tenantId'> & { enabled: boolean };

/** Every integration of the tenant that is not deleted, disabled ones too. */
export function readCompilable(tx: SqlTransaction, tenantId: string): Promise<CompilableRow[]> {
  return tx.query(sql`
    SELECT id, name, enabled, failing_since AS "failingSince", event_types AS "eventTypes", conditions, actions
    FROM integrations WHERE tenant_id = ${tenantId}::uuid AND deleted_at IS NULL
    ORDER BY created_at, id`);
}

/** Ends what a deleted integration has not delivered; a result that arrives later meets a claim that has moved on. */
export function cancelItsDeliveries(tx: SqlTransaction, tenantId: string, integrationId: string): Promise<number> {
  return tx.execute(sql`
    UPDATE deliveries
    SET status = 'CANCELLED', error = 'the integration was deleted', finished_at = now(), next_attempt_at = NULL,
        worker_id = NULL, claim = claim + 1, xid = pg_current_xact_id()
    WHERE tenant_id = ${tenantId}::uuid AND integration_id = ${integrationId}::uuid AND status IN ('PENDING', 'RUNNING')`);
}

/** How many events waited for an integration when it was disabled. */
export async function countMissedDeliveries(
  tx: SqlTransaction,
  tenantId: string,
  integrationId: string,
): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`
    SELECT count(DISTINCT event_id)::int AS count FROM deliveries
    WHERE tenant_id = ${tenantId}::uuid AND integration_id = ${integrationId}::uuid AND is_missed`);
  return row?.count ?? 0;
}
