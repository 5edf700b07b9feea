/** Waits before the second, third … attempt, in seconds; past the end, the last one repeats. */
const WAITS_SECONDS = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600] as const;

/** Jitter spreads retries that fail together: up to this part of the wait, either way. */
const JITTER = 0.1;

/** A receiver may ask for patience, but not without end. */
const MOST_RETRY_AFTER_SECONDS = 24 * 3600;

/**
 * When to try again after `failures` failed attempts, or null when all `maxRetries` are used up. `Retry-After` of
 * the answer is honoured where it is later than the schedule. `random` is in [0, 1).
 */
export function nextAttemptAt(input: {
  now: Date;
  failures: number;
  maxRetries: number;
  retryAfterSeconds?: number | undefined;
  random: number;
}): Date | null {
  const { now, failures, maxRetries, retryAfterSeconds = 0, random } = input;
  if (failures > maxRetries) return null;
  const scheduled = WAITS_SECONDS[Math.min(failures, WAITS_SECONDS.length) - 1] ?? WAITS_SECONDS[0];
  const jittered = scheduled * (1 + JITTER * (2 * random - 1));
  const seconds = Math.max(jittered, Math.min(retryAfterSeconds, MOST_RETRY_AFTER_SECONDS));
  return new Date(now.getTime() + seconds * 1000);
}

/** `Retry-After` (RFC 9110 §10.2.3): seconds or an HTTP date. Undefined when absent or malformed. */
export function parseRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now.getTime()) / 1000);
}
