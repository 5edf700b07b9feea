import type { IncomingHttpHeaders } from 'node:http';
import type { SpanContext } from '@opentelemetry/api';
import { TraceState } from '@opentelemetry/core';

/** The two headers that name a span to whoever comes next (W3C Trace Context §3); the second means nothing alone. */
export interface TraceHeaders {
  readonly traceparent: string | null;
  /** What the systems that the trace has passed through say of it, each for itself. */
  readonly tracestate: string | null;
}

export const NO_TRACE: TraceHeaders = { traceparent: null, tracestate: null };

/** `version-traceid-parentid-flags` (W3C Trace Context §3.2); later versions may add more after a dash. */
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const NO_TRACE_ID = '0'.repeat(32);
const NO_SPAN_ID = '0'.repeat(16);
const LONGEST = 512;

/** As a request has them. Node joins a header that comes twice with a comma, which is what §3.3.1 asks for. */
export function traceHeadersOf({ traceparent, tracestate }: IncomingHttpHeaders): TraceHeaders {
  return { traceparent: textOf(traceparent), tracestate: textOf(tracestate) };
}

/** The span that the headers name; null where `traceparent` is absent or not valid. */
export function parseTrace({ traceparent, tracestate }: TraceHeaders): SpanContext | null {
  if (!traceparent || traceparent.length > LONGEST) return null;
  const [, version, traceId, spanId, flags, more] = TRACEPARENT.exec(traceparent) ?? [];
  if (!version || !traceId || !spanId || !flags) return null;
  if (version === 'ff' || traceId === NO_TRACE_ID || spanId === NO_SPAN_ID) return null;
  if (version === '00' && more !== undefined) return null;
  const span = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return tracestate ? { ...span, traceState: new TraceState(tracestate) } : span;
}

export function formatTrace({ traceId, spanId, traceFlags, traceState }: SpanContext): TraceHeaders {
  return {
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    tracestate: traceState?.serialize() || null,
  };
}

/** What of them is valid, passed on as it came: of a `tracestate` at most 32 members and 512 characters (§3.3.1.5). */
export function validTrace(received: TraceHeaders): TraceHeaders {
  const span = parseTrace(received);
  if (!span) return NO_TRACE;
  return { traceparent: received.traceparent, tracestate: span.traceState?.serialize() || null };
}

/** The headers of a request that continues the trace; those that there are none of are left out. */
export function toRequestHeaders({ traceparent, tracestate }: TraceHeaders): Record<string, string> {
  if (!traceparent) return {};
  return tracestate ? { traceparent, tracestate } : { traceparent };
}

function textOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}
