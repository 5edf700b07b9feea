import { Counter, Gauge, type Registry } from 'prom-client';
import { within } from './deadline.ts';

/** Gauges that are asked for when Prometheus asks, and the labels of their series. */
interface GaugeLabels {
  /** Jobs of the queue. */
  queueDepth: { queue: string; state: 'ready' | 'deferred' | 'active' | 'failed' };
  /** The age of what waits longest, in seconds. */
  oldestWaiting: { kind: 'event' | 'delivery' | 'audit' | 'run' };
  /** Undispatched events, of the tenants that have the most. */
  backlog: { tenant: string };
  /** Runs of tasks that are not over. */
  unfinishedRuns: { status: 'pending' | 'held' | 'running' | 'waiting_confirmation' };
}

export type GaugeName = keyof GaugeLabels;

export interface Sample<Name extends GaugeName> {
  labels: GaugeLabels[Name];
  value: number;
}

export interface CollectedGauges {
  /** Adds to a gauge what `read` answers each time Prometheus asks. */
  collect<Name extends GaugeName>(name: Name, read: () => Promise<Sample<Name>[]>): void;
  /** Asks all of them at once. A read that fails or is late adds no series, and is counted. */
  refresh(): Promise<void>;
}

interface GaugeForm {
  metric: string;
  help: string;
  labelNames: string[];
  /** The most series shown: those of the highest values. */
  most: number;
}

const FORMS: Record<GaugeName, GaugeForm> = {
  queueDepth: { metric: 'joinery_queue_jobs', help: 'Jobs in the queue.', labelNames: ['queue', 'state'], most: 200 },
  oldestWaiting: {
    metric: 'joinery_oldest_waiting_seconds',
    help: 'Age of what waits longest.',
    labelNames: ['kind'],
    most: 10,
  },
  backlog: {
    metric: 'joinery_backlog_events',
    help: 'Undispatched events of the tenants that have the most.',
    labelNames: ['tenant'],
    most: 20,
  },
  unfinishedRuns: {
    metric: 'joinery_unfinished_runs',
    help: 'Runs of tasks that wait or are under way.',
    labelNames: ['status'],
    most: 10,
  },
};

const TIMEOUT_MS = 2_000;

interface AnySample {
  labels: Record<string, string>;
  value: number;
}

type Read = () => Promise<AnySample[]>;

export function createCollectedGauges(registry: Registry): CollectedGauges {
  const registers = [registry];
  const reads = new Map<GaugeForm, { gauge: Gauge; all: Read[] }>();
  const failures = new Counter({
    name: 'joinery_collect_failures_total',
    help: 'Reads of a gauge that failed or were late when Prometheus asked.',
    labelNames: ['gauge'],
    registers,
  });
  let running: Promise<void> | undefined;

  const refreshOne = async ({ metric, most }: GaugeForm, gauge: Gauge, all: Read[]) => {
    const results = await Promise.allSettled(all.map((read) => within(TIMEOUT_MS, read())));
    gauge.reset();
    const samples = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    for (const { labels, value } of samples.sort((a, b) => b.value - a.value).slice(0, most)) gauge.set(labels, value);
    const failed = results.filter(({ status }) => status === 'rejected').length;
    if (failed > 0) failures.inc({ gauge: metric }, failed);
  };

  return {
    collect: (name, read) => {
      const form = FORMS[name];
      const { metric, help, labelNames } = form;
      const entry = reads.get(form) ?? { gauge: new Gauge({ name: metric, help, labelNames, registers }), all: [] };
      entry.all.push(read);
      reads.set(form, entry);
    },
    // Several scrapes at once cost one round of queries.
    refresh: () => {
      running ??= Promise.all([...reads].map(([form, { gauge, all }]) => refreshOne(form, gauge, all)))
        .then(() => undefined)
        .finally(() => {
          running = undefined;
        });
      return running;
    },
  };
}
