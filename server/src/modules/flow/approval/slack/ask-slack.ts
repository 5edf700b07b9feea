import type { Context } from '../../../../context.ts';
import { AppError } from '../../../../errors.ts';
import type { ActionAnswer } from '../../action-runner.ts';
import type { ClaimedErrand, ErrandParts } from '../errand/errand.ts';

const TIMEOUT_MS = 30_000;

/** Runs an action of the connection's plugin for an errand. A connection that cannot be used is an answer, too. */
export async function askSlack(
  { runAction, signal }: ErrandParts,
  ctx: Context,
  { id, connectionId }: ClaimedErrand,
  actionType: string,
  input: object,
): Promise<ActionAnswer> {
  try {
    return await runAction(ctx, {
      ...{ connectionId, actionType, input, signal, pluginVersionId: null },
      ...{ mode: 'apply', runId: id, timeoutMs: TIMEOUT_MS },
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error;
    const kind = error.code === 'NOT_FOUND' ? 'not_found' : 'precondition';
    return { effects: [], logs: [], outcome: 'failed', error: { kind, message: error.message } };
  }
}

/** Whether it is worth asking again. */
export function isPassing(kind: string): boolean {
  return ['unavailable', 'rate_limited', 'timeout', 'crashed', 'cancelled'].includes(kind);
}
