import type { Context } from '../../../context.ts';
import { type SqlTxContext, sqlTransaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { type ConnectionRow, connectionTarget } from '../internal.ts';
import { writeHealth } from './note-health.sql.ts';
import { tellHealth } from './tell-health.ts';

export interface Health {
  isHealthy: boolean;
  /** What is wrong, fit to be shown; of no meaning where nothing is. */
  message: string;
}

type HealthRow = Pick<ConnectionRow, 'id' | 'name' | 'version' | 'health'>;

const LONGEST_MESSAGE = 2000;

/**
 * Keeps what was found of a connection. A connection that was changed meanwhile keeps what was found of it since. That it
 * began to fail, or works again, is told and audited.
 */
export function noteHealth(ctx: Context, row: HealthRow, { isHealthy, message }: Health): Promise<void> {
  const error = isHealthy ? null : message.slice(0, LONGEST_MESSAGE);
  return sqlTransaction(ctx, async (ctx: SqlTxContext) => {
    const noted = await writeHealth(ctx, row, error);
    if (!noted) return;
    const eventId = tellHealth(ctx, {
      connection: row,
      pluginName: noted.plugin_name,
      before: { health: noted.before, failingSince: noted.failing_before },
      after: { health: isHealthy ? 'HEALTHY' : 'FAILING', failingSince: noted.failing_since, lastError: error },
    });
    if (eventId === undefined) return;
    const action = isHealthy ? 'connection.recovered' : 'connection.failing';
    recordAudit(ctx, { action, target: connectionTarget(row), detail: isHealthy ? {} : { error }, eventId });
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
