const FIRST_MS = 250;
const MOST_MS = 8_000;

export interface Answered {
  status: number;
  headers: Record<string, string>;
}

/** Whether the provider refuses for being asked too often; some say so with a 403. */
export function isRateLimited({ status, headers }: Answered): boolean {
  if (status === 429) return true;
  return status === 403 && (headers['retry-after'] !== undefined || limitOf(headers, 'remaining') === '0');
}

/** How long to wait before attempt `attempt` + 1, as the answer has it (RFC 9110, section 10.2.3), or doubling from a quarter of a second. */
export function waitBefore(attempt: number, { headers }: Pick<Answered, 'headers'>, nowMs: number): number {
  const asked = askedWaitMs({ headers }, nowMs);
  if (asked !== undefined) return asked;
  const most = Math.min(FIRST_MS * 2 ** (attempt - 1), MOST_MS);
  return most / 2 + (Math.random() * most) / 2;
}

/** How long the provider asks to wait; undefined when it does not say. */
export function askedWaitMs({ headers }: Pick<Answered, 'headers'>, nowMs: number): number | undefined {
  const asked = retryAfterMs(headers['retry-after'], nowMs) ?? resetMs(headers, nowMs);
  return asked === undefined ? undefined : Math.max(asked, 0);
}

function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date - nowMs;
}

/** Seconds, or a point in time in seconds: providers do not agree. */
function resetMs(headers: Record<string, string>, nowMs: number): number | undefined {
  if (limitOf(headers, 'remaining') !== '0') return undefined;
  const reset = Number(limitOf(headers, 'reset') ?? Number.NaN);
  if (Number.isNaN(reset)) return undefined;
  return reset > 1e9 ? reset * 1000 - nowMs : reset * 1000;
}

/** With the `x-` of old, or without. */
function limitOf(headers: Record<string, string>, what: 'remaining' | 'reset'): string | undefined {
  return headers[`x-ratelimit-${what}`] ?? headers[`ratelimit-${what}`];
}
