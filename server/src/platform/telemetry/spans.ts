import { type Attributes, context, type Link, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AppError } from '../../errors.ts';
import { formatTrace, NO_TRACE, parseTrace, type TraceHeaders, validTrace } from './trace-headers.ts';

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

export interface SpanShape {
  /** What the span is to the other side of a call or a queue; `internal` when absent. */
  kind?: keyof typeof KINDS;
  /** Each piece of work that a batch carries: it belongs to all their traces. */
  links?: Iterable<TraceHeaders>;
}

/**
 * Runs `fn` in a span that is a child of the active one. A failure marks the span with its kind and passes through;
 * its message is not sent, for it may quote what the log masks. Costs next to nothing while tracing is off.
 */
export function inSpan<T>(name: string, attributes: Attributes, fn: (span: Span) => T, shape: SpanShape = {}): T {
  return startSpan(name, attributes, shape, (span) => (span.isRecording() ? runRecorded(span, fn) : fn(span)));
}

/** The same for work that does not end with `fn`: whoever gets the span ends it. */
export function startSpan<T>(name: string, attributes: Attributes, shape: SpanShape, fn: (span: Span) => T): T {
  const options = { attributes, kind: KINDS[shape.kind ?? 'internal'], links: shape.links ? linksTo(shape.links) : [] };
  // Asked for at each span: before startTracing, and without it, the tracer is one that does nothing.
  return trace.getTracer('joinery').startActiveSpan(name, options, fn);
}

function runRecorded<T>(span: Span, fn: (span: Span) => T): T {
  let result: T;
  try {
    result = fn(span);
  } catch (error) {
    endFailed(span, error);
    throw error;
  }
  if (result instanceof Promise) {
    result.then(
      () => span.end(),
      (error: unknown) => endFailed(span, error),
    );
    return result;
  }
  span.end();
  return result;
}

function endFailed(span: Span, error: unknown): void {
  const kind = error instanceof AppError ? error.code : error instanceof Error ? error.name : typeof error;
  span.setAttribute('error.type', kind);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function linksTo(pieces: Iterable<TraceHeaders>): Link[] {
  const links: Link[] = [];
  for (const piece of pieces) {
    const linked = parseTrace(piece);
    if (linked) links.push({ context: linked });
  }
  return links;
}

/**
 * The headers that name the active span to whoever comes next: the next request, or the row of an event. While
 * tracing is off there is none, and what was `received`, if it is valid, is passed on as it came.
 */
export function currentTrace(received: TraceHeaders = NO_TRACE): TraceHeaders {
  const active = trace.getActiveSpan()?.spanContext();
  if (active && trace.isSpanContextValid(active)) return formatTrace(active);
  return validTrace(received);
}

/** Runs `fn` as a part of the trace that the headers name; where they are not valid, as a part of none. */
export function withRemoteParent<T>(received: TraceHeaders, fn: () => T): T {
  const remote = parseTrace(received);
  if (!remote) return fn();
  return context.with(trace.setSpanContext(context.active(), remote), fn);
}
