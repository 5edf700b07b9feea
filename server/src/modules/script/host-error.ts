import { AppError } from '../../errors.ts';
import { newId } from '../../platform/id.ts';
import type { RunScope } from './run-scope.ts';

/** Reasons that scripts tell apart by their code (JoineryError in joinery.d.ts). */
const GUEST_REASONS = new Set(['NOT_AVAILABLE', 'REMOVAL_CAP']);

export interface HostError {
  code: string;
  message: string;
}

/** What a script is told of a call that failed. Anything unknown is told to the log, under an id. */
export function toHostError({ ctx, run }: RunScope, name: string, error: unknown): HostError {
  if (error instanceof AppError && error.code !== 'INTERNAL') {
    const { reason, code, message } = error;
    return { code: reason !== undefined && GUEST_REASONS.has(reason) ? reason : code, message };
  }
  const errorId = newId();
  ctx.log.error({ err: error, errorId, tenantId: run.tenantId, runId: run.runId, call: name }, 'script: a call failed');
  return { code: 'INTERNAL', message: `something went wrong in Joinery; its log has it under ${errorId}` };
}
