export type { GaugeName, Sample } from './collected-gauges.ts';
export { registerHealthRoutes } from './health.ts';
export {
  createMetrics,
  type DeliveryOutcome,
  type Metrics,
  type OperationType,
  type RequestOutcome,
} from './metrics.ts';
export { traceRequests } from './request-spans.ts';
export { currentTrace, inSpan, type SpanShape, withRemoteParent } from './spans.ts';
export { NO_TRACE, type TraceHeaders, toRequestHeaders, traceHeadersOf } from './trace-headers.ts';
export { startTracing, type Tracing } from './tracing.ts';
