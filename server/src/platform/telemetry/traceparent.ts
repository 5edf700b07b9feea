import type { SpanContext } from '@opentelemetry/api';

/** `version-traceid-parentid-flags` (W3C Trace Context §3.2); later versions may add more after a dash. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
const LONGEST = 512;

/** The span that a `traceparent` header names; null where the header is absent or not valid. */
export function parseTraceparent(header: string | null | undefined): SpanContext | null {
  if (!header || header.length > LONGEST) return null;
  const [, version, traceId, spanId, flags, more] = TRACEPARENT.exec(header) ?? [];
  if (!version || !traceId || !spanId || !flags) return null;
  if (version === 'ff' || traceId === NO_TRACE || spanId === NO_SPAN) return null;
  if (version === '00' && more !== undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}

export function formatTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
