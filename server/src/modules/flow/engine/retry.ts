import type { RetryPolicy } from '../../chain/index.ts';

/** What waiting does not make right. */
const FINAL: ReadonlySet<string> = new Set([
  'invalid',
  'auth',
  'denied',
  'not_supported',
  'plugin',
  'precondition',
  'rejected',
  'deadline',
  'cancelled',
  'task',
  'chain',
]);

/** When a step that has failed is tried again; null when it is not. `tries` are those that count, this one included. */
export function nextTryAt(
  { maxAttempts, backoffSeconds, maxBackoffSeconds }: RetryPolicy,
  failure: { errorKind: string; retryAt?: Date | undefined; tries: number },
  now: Date,
): Date | null {
  if (FINAL.has(failure.errorKind) || failure.tries >= maxAttempts) return null;
  const seconds = Math.min(backoffSeconds * 2 ** (failure.tries - 1), maxBackoffSeconds);
  const at = new Date(now.getTime() + seconds * 1000);
  return failure.retryAt && failure.retryAt > at ? failure.retryAt : at;
}

const LONGEST_MS = 24 * 3600 * 1000;

/**
 * Until when a step sleeps because its provider has asked not to be asked before: that is no try that counts. null for
 * who has not, and for a provider that would have it sleep for more than a day.
 */
export function putOffUntil(
  { errorKind, retryAt }: { errorKind: string; retryAt?: Date | undefined },
  now: Date,
): Date | null {
  if (errorKind !== 'rate_limited' || !retryAt) return null;
  return retryAt.getTime() - now.getTime() <= LONGEST_MS ? retryAt : null;
}
