import { context, DiagLogLevel, diag, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Config } from '../../config.ts';
import type { Log } from '../log.ts';

export interface Tracing {
  /** Sends what is waiting, bounded by the exporter's own timeout, and turns tracing off. Never throws. */
  shutdown(): Promise<void>;
}

export interface TracingOptions {
  /** Where it is told that the collector cannot be reached. */
  log?: Log;
  /** What becomes of finished spans; absent: OTLP over HTTP, in batches. */
  processor?: SpanProcessor;
}

const OFF: Tracing = { shutdown: async () => undefined };

/** A collector that is slow or gone must not grow the process: past this many spans, new ones are dropped. */
const MOST_WAITING = 8_192;

/**
 * Turns tracing on for the process, once, where OTLP is configured. Where to and how is said by OpenTelemetry's own
 * variables: `OTEL_EXPORTER_OTLP_*`, `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`.
 */
export function startTracing(config: Pick<Config, 'isTracing'>, { log, processor }: TracingOptions = {}): Tracing {
  if (!config.isTracing) return OFF;
  if (log) reportTo(log);
  const spanProcessor =
    processor ?? new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), maxQueueSize: MOST_WAITING });
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'joinery' }))
    .merge(detectResources({ detectors: [envDetector] }));
  const provider = new TracerProvider({ resource, spanProcessors: [spanProcessor] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(provider);
  return {
    shutdown: async () => {
      trace.disable();
      context.disable();
      // The last spans are not worth a failed end of the process.
      await provider
        .shutdown()
        .catch((error: unknown) => log?.warn({ err: error }, 'tracing: the last spans are lost'));
      diag.disable();
    },
  };
}

function reportTo(log: Log): void {
  const silent = () => undefined;
  const warn = (message: string) => log.warn(`tracing: ${message}`);
  diag.setLogger({ error: warn, warn, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);
}
