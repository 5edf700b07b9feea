import type { Context } from '../../../context.ts';
import { sql } from '../../../platform/db/index.ts';
import { type SqlTxContext, sqlTransaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { type ConnectionRow, connectionTarget } from '../internal.ts';

export interface Health {
  isHealthy: boolean;
  /** What is wrong, fit to be shown; of no meaning where nothing is. */
  message: string;
}

type HealthRow = Pick<ConnectionRow, 'id' | 'name' | 'version' | 'health'>;

const LONGEST_MESSAGE = 2000;

/**
 * Keeps what was found of a connection. A connection that was changed meanwhile keeps what was found of it since. That it
 * began to fail, or works again, is audited.
 */
export function noteHealth(
  ctx: Context,
  { id, name, version, health }: HealthRow,
  { isHealthy, message }: Health,
): Promise<void> {
  const now = ctx.clock.now();
  const found = isHealthy ? 'HEALTHY' : 'FAILING';
  const error = isHealthy ? null : message.slice(0, LONGEST_MESSAGE);
  return sqlTransaction(ctx, async (ctx: SqlTxContext) => {
    const changed = await ctx.tx.execute(sql`
      UPDATE connections
      SET health = ${found}::connection_health, last_checked_at = ${now}::timestamptz, last_error = ${error},
          failing_since = CASE WHEN ${isHealthy} THEN NULL ELSE COALESCE(failing_since, ${now}::timestamptz) END
      WHERE tenant_id = ${ctx.tenantId}::uuid AND id = ${id}::uuid AND version = ${version}`);
    if (changed === 0 || health === found || (health === 'UNKNOWN' && isHealthy)) return;
    const action = isHealthy ? 'connection.recovered' : 'connection.failing';
    recordAudit(ctx, { action, target: connectionTarget({ id, name }), detail: isHealthy ? {} : { error } });
  });
}

/**
 * What a run tells of the connection's health: credentials that were refused mean that it fails, and whatever worked that
 * it does not. The rest (a wrong input, a provider that is down) says nothing of the connection.
 */
export async function noteRunOutcome(
  ctx: Context,
  connection: HealthRow,
  outcome: { isSuccess: boolean; error?: { kind: string; message: string } },
): Promise<void> {
  if (outcome.error?.kind === 'auth') {
    await noteHealth(ctx, connection, { isHealthy: false, message: outcome.error.message });
  } else if (outcome.isSuccess && connection.health !== 'HEALTHY') {
    await noteHealth(ctx, connection, { isHealthy: true, message: '' });
  }
}
