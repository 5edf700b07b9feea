import type { Clock } from '../../../platform/clock.ts';
import { nextAttemptAt } from './retry-schedule.ts';
import type { Send, SendResult } from './send.ts';

/** Where a delivery stood when its attempt began. */
export interface Claimed extends Send {
  claim: number;
  attemptCount: number;
  /** Failed attempts since the delivery was made or last retried by hand. */
  retryCount: number;
}

/** What is to be written of an attempt. `claim` fences it: a claim that has lapsed meanwhile writes nothing. */
export interface Outcome {
  tenantId: string;
  deliveryId: string;
  claim: number;
  status: 'SUCCESS' | 'PENDING' | 'FAILED';
  attemptCount: number;
  retryCount: number;
  nextAttemptAt: Date | null;
  error: string | null;
  responseStatus: number | null;
  attempt: AttemptRecord | null;
  source: Claimed;
  result: SendResult;
}

/** What is kept of an attempt beside what its outcome says. */
interface AttemptRecord {
  startedAt: Date;
  durationMs: number;
  request: object | null;
  response: object | null;
}

/** Decides what follows from a result: done, another try at a time, or failed for good. */
export function decideOutcome(source: Claimed, result: SendResult, clock: Clock, random: number): Outcome {
  const base = {
    tenantId: source.event.tenantId,
    deliveryId: source.deliveryId,
    claim: source.claim,
    responseStatus: result.responseStatus ?? null,
    source,
    result,
  };
  if (result.outcome === 'deferred') {
    const { attemptCount, retryCount } = source;
    const at = new Date(clock.now().getTime() + result.retryAfterMs);
    return {
      ...base,
      status: 'PENDING',
      attemptCount,
      retryCount,
      nextAttemptAt: at,
      error: result.error,
      attempt: null,
    };
  }
  const attemptCount = source.attemptCount + 1;
  const attempt = toAttempt(result);
  if (result.outcome === 'success') {
    return {
      ...base,
      status: 'SUCCESS',
      attemptCount,
      retryCount: source.retryCount,
      nextAttemptAt: null,
      error: null,
      attempt,
    };
  }
  const retryCount = source.retryCount + 1;
  const isOver = result.isFinal || result.isGone;
  const at = isOver
    ? null
    : nextAttemptAt({
        now: clock.now(),
        failures: retryCount,
        maxRetries: source.action.maxRetries,
        retryAfterSeconds: result.retryAfterSeconds,
        random,
      });
  return {
    ...base,
    status: at ? 'PENDING' : 'FAILED',
    attemptCount,
    retryCount,
    nextAttemptAt: at,
    error: result.error,
    attempt,
  };
}

function toAttempt(result: SendResult): AttemptRecord {
  return {
    startedAt: result.startedAt,
    durationMs: result.durationMs,
    request: result.request ?? null,
    response: result.response ?? null,
  };
}
