import { type Span, SpanStatusCode } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { startSpan, withRemoteParent } from './spans.ts';
import { traceHeadersOf } from './trace-headers.ts';

/** What machines ask every few seconds is not worth a trace. */
const UNTRACED = new Set(['/healthz', '/readyz', '/metrics']);

/** Gives every HTTP request a span that continues the caller's trace; what handles the request runs inside of it. */
export function traceRequests(app: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, Span>();

  app.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (UNTRACED.has(route)) return done();
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    withRemoteParent(traceHeadersOf(request.headers), () =>
      startSpan(`${request.method} ${route}`, attributes, { kind: 'server' }, (span) => {
        spans.set(request, span);
        done();
      }),
    );
  });

  app.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}
