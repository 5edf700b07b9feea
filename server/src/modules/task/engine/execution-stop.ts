import type { Execution } from './ending.ts';
import type { StopReason } from './under-way.ts';

/** Cancelled, it is over already; stopped with its worker, it has died half-way. */
export function stopped(signal: AbortSignal): Execution {
  const reason: StopReason = signal.reason;
  if (reason === 'cancelled') return { kind: 'dropped' };
  return { kind: 'failure', errorKind: 'crashed', error: 'its worker was stopped while it was under way' };
}
