import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ERROR_CODES, type ErrorCode } from '../../errors.ts';
import { type CollectedGauges, createCollectedGauges } from './collected-gauges.ts';

const DELIVERY_OUTCOMES = ['success', 'retry', 'failed', 'cancelled'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];
const RUN_OUTCOMES = ['success', 'error', 'retry', 'parked', 'cancelled'] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];
export type OperationType = 'query' | 'mutation' | 'subscription';
export type RequestOutcome = 'OK' | ErrorCode;

/** From an idle machine's commit-to-sent to a receiver that is down for a minute; in seconds. */
const LATENCY_BUCKETS = [0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60];

/**
 * What the process counts, for Prometheus. Labels take values of closed sets only, so the number of series does not
 * grow with tenants, users or input; the one gauge with tenants shows the few largest.
 */
export interface Metrics {
  readonly deliveries: { inc(outcome: DeliveryOutcome, count?: number): void };
  /** From the commit of the change to the moment its request was sent, in seconds. */
  readonly commitToSentSeconds: { observe(seconds: number): void };
  /** One attempt, from connecting to the end of the answer, in seconds. */
  readonly attemptSeconds: { observe(seconds: number): void };
  /** Runs of tasks, each time that one ends, parks or is put off. */
  readonly taskRuns: { inc(outcome: RunOutcome, count?: number): void };
  /** From a task's time to its run being there, in seconds. */
  readonly scheduleLatenessSeconds: { observe(seconds: number): void };
  readonly eventsRecorded: { inc(count?: number): void };
  readonly eventsDispatched: { inc(count?: number): void };
  readonly liveSockets: { inc(): void; dec(): void };
  readonly liveMessages: { inc(count?: number): void };
  /** Counts one GraphQL operation and how long it took, in seconds. */
  observeRequest(operation: OperationType, outcome: RequestOutcome, seconds: number): void;
  collect: CollectedGauges['collect'];
  /** All of it in Prometheus' text format, with the gauges read now. */
  render(): Promise<{ contentType: string; body: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const latency = (name: string, help: string) => new Histogram({ name, help, registers, buckets: LATENCY_BUCKETS });
  const gauges = createCollectedGauges(registry);
  return {
    deliveries: countByOutcome(
      registry,
      { name: 'joinery_deliveries_total', help: 'Attempts of deliveries by what became of the delivery.' },
      DELIVERY_OUTCOMES,
    ),
    taskRuns: countByOutcome(
      registry,
      { name: 'joinery_task_runs_total', help: 'Executions of runs of tasks by what came of them.' },
      RUN_OUTCOMES,
    ),
    scheduleLatenessSeconds: latency(
      'joinery_schedule_lateness_seconds',
      'From the time that a task was due to its run being made.',
    ),
    commitToSentSeconds: latency(
      'joinery_commit_to_sent_seconds',
      'From the commit of a change to its request being sent.',
    ),
    attemptSeconds: latency('joinery_delivery_attempt_seconds', 'Duration of one attempt of a delivery.'),
    eventsRecorded: counter('joinery_events_recorded_total', 'Events written with the change that they tell of.'),
    eventsDispatched: counter('joinery_events_dispatched_total', 'Events matched against integrations.'),
    liveSockets: new Gauge({ name: 'joinery_live_sockets', help: 'Open subscription sockets.', registers }),
    liveMessages: counter('joinery_live_messages_total', 'Messages sent to subscription sockets.'),
    observeRequest: observeRequests(registry),
    collect: gauges.collect,
    render: async () => {
      await gauges.refresh();
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

/** One series for each outcome, from the start. */
function countByOutcome<Outcome extends string>(
  registry: Registry,
  form: { name: string; help: string },
  outcomes: readonly Outcome[],
): { inc(outcome: Outcome, count?: number): void } {
  const total = new Counter({ ...form, labelNames: ['outcome'], registers: [registry] });
  const series: Record<string, Counter.Internal> = Object.fromEntries(
    outcomes.map((outcome) => [outcome, total.labels({ outcome })]),
  );
  for (const one of Object.values(series)) one.inc(0);
  return { inc: (outcome, count = 1) => series[outcome]?.inc(count) };
}

function observeRequests(registry: Registry): Metrics['observeRequest'] {
  const labelNames = ['operation', 'outcome'] as const;
  const registers = [registry];
  const total = new Counter({
    name: 'joinery_graphql_requests_total',
    help: 'GraphQL operations.',
    labelNames,
    registers,
  });
  const duration = new Histogram({
    name: 'joinery_graphql_request_seconds',
    help: 'Duration of a GraphQL operation; of a subscription, until it was set up.',
    labelNames: ['operation'] as const,
    buckets: LATENCY_BUCKETS,
    registers,
  });
  return (operation, outcome, seconds) => {
    // A code that came out of a library would open a new series; it counts as ours.
    const known = outcome === 'OK' || Object.hasOwn(ERROR_CODES, outcome) ? outcome : 'INTERNAL';
    total.inc({ operation, outcome: known });
    duration.observe({ operation }, seconds);
  };
}
