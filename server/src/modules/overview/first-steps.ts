import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { sqlTransaction } from '../../transaction.ts';

/** Which of the first steps a tenant has taken. */
export interface FirstSteps {
  hasUsers: boolean;
  hasGroup: boolean;
  hasIntegration: boolean;
  hasDelivered: boolean;
  hasTask: boolean;
  hasConnection: boolean;
  hasChain: boolean;
}

/** Which of the first steps the tenant has taken; every question stops at the first row. */
export function readFirstSteps(ctx: Context): Promise<FirstSteps | undefined> {
  requireScope(ctx, 'tenant:read');
  return sqlTransaction(ctx, async ({ tx, tenantId }) => {
    const [steps] = await tx.query<FirstSteps>(sql`
      WITH me AS (SELECT ${tenantId}::uuid AS id)
      SELECT (SELECT count(*) > 1 FROM (SELECT 1 FROM users WHERE tenant_id = me.id LIMIT 2) AS two) AS "hasUsers",
        EXISTS (SELECT 1 FROM groups WHERE tenant_id = me.id) AS "hasGroup",
        EXISTS (SELECT 1 FROM integrations WHERE tenant_id = me.id AND deleted_at IS NULL) AS "hasIntegration",
        EXISTS (SELECT 1 FROM deliveries WHERE tenant_id = me.id AND status = 'SUCCESS') AS "hasDelivered",
        EXISTS (SELECT 1 FROM tasks WHERE tenant_id = me.id AND NOT is_built_in) AS "hasTask",
        EXISTS (SELECT 1 FROM connections WHERE tenant_id = me.id) AS "hasConnection",
        EXISTS (SELECT 1 FROM action_chains WHERE tenant_id = me.id AND deleted_at IS NULL) AS "hasChain"
      FROM me`);
    return steps;
  });
}
