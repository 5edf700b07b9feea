import { parseAsIsoDateTime, parseAsString } from 'nuqs/server';

/** A stretch of time in the URL: `?span=day`, or `?since=…&until=…`. */
export const spanParsers = { span: parseAsString, since: parseAsIsoDateTime, until: parseAsIsoDateTime };

export interface SpanState {
  readonly span: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
}

const MINUTE_MS = 60_000;

/** The spans that end now. Their beginning moves in steps, so that what is asked for stays the same for a while. */
export const SPANS: Readonly<Record<string, { label: string; lengthMs: number; stepMs: number }>> = {
  hour: { label: 'The last hour', lengthMs: 60 * MINUTE_MS, stepMs: MINUTE_MS },
  day: { label: 'The last 24 hours', lengthMs: 24 * 60 * MINUTE_MS, stepMs: 10 * MINUTE_MS },
  week: { label: 'The last 7 days', lengthMs: 7 * 24 * 60 * MINUTE_MS, stepMs: 60 * MINUTE_MS },
  month: { label: 'The last 30 days', lengthMs: 30 * 24 * 60 * MINUTE_MS, stepMs: 60 * MINUTE_MS },
};

/** The span as the API's lists take it. */
export function spanVariables({ span, since, until }: SpanState): { since?: string; until?: string } {
  const known = span ? SPANS[span] : undefined;
  if (known) {
    const begin = Math.floor((Date.now() - known.lengthMs) / known.stepMs) * known.stepMs;
    return { since: new Date(begin).toISOString() };
  }
  return { ...(since ? { since: since.toISOString() } : {}), ...(until ? { until: until.toISOString() } : {}) };
}
