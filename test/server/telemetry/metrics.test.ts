import { describe, expect, it } from 'vitest';
import { createMetrics, type RequestOutcome } from '../../../server/src/platform/telemetry/index.ts';

async function linesOf(metrics: ReturnType<typeof createMetrics>, name: string): Promise<string[]> {
  const { body } = await metrics.render();
  return body.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

describe('metrics', () => {
  it('count deliveries by outcome, and show each outcome before it has happened', async () => {
    const metrics = createMetrics();
    metrics.deliveries.inc('success', 3);
    metrics.deliveries.inc('retry');
    expect(await linesOf(metrics, 'joinery_deliveries_total')).toEqual([
      'joinery_deliveries_total{outcome="success"} 3',
      'joinery_deliveries_total{outcome="retry"} 1',
      'joinery_deliveries_total{outcome="failed"} 0',
      'joinery_deliveries_total{outcome="cancelled"} 0',
    ]);
  });

  it('put latencies from one millisecond to a minute into buckets', async () => {
    const metrics = createMetrics();
    metrics.commitToSentSeconds.observe(0.0021);
    metrics.attemptSeconds.observe(45);
    const sent = await linesOf(metrics, 'joinery_commit_to_sent_seconds_bucket');
    expect(sent).toContain('joinery_commit_to_sent_seconds_bucket{le="0.001"} 0');
    expect(sent).toContain('joinery_commit_to_sent_seconds_bucket{le="0.003"} 1');
    const attempts = await linesOf(metrics, 'joinery_delivery_attempt_seconds_bucket');
    expect(attempts).toContain('joinery_delivery_attempt_seconds_bucket{le="60"} 1');
  });

  it('count requests by kind and code, and no code of anyone else opens a series', async () => {
    const metrics = createMetrics();
    metrics.observeRequest('mutation', 'OK', 0.01);
    metrics.observeRequest('query', 'NOT_FOUND', 0.01);
    for (let i = 0; i < 100; i++) metrics.observeRequest('query', `INVENTED_${i}` as RequestOutcome, 0.01);
    expect(await linesOf(metrics, 'joinery_graphql_requests_total')).toEqual([
      'joinery_graphql_requests_total{operation="mutation",outcome="OK"} 1',
      'joinery_graphql_requests_total{operation="query",outcome="NOT_FOUND"} 1',
      'joinery_graphql_requests_total{operation="query",outcome="INTERNAL"} 100',
    ]);
  });

  it('follow open sockets up and down', async () => {
    const metrics = createMetrics();
    metrics.liveSockets.inc();
    metrics.liveSockets.inc();
    metrics.liveSockets.dec();
    expect(await linesOf(metrics, 'joinery_live_sockets')).toEqual(['joinery_live_sockets 1']);
  });

  it('show the process: memory and the lag of the event loop', async () => {
    const { body, contentType } = await createMetrics().render();
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('of different processes do not mix', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.eventsRecorded.inc(5);
    expect(await linesOf(other, 'joinery_events_recorded_total')).toEqual(['joinery_events_recorded_total 0']);
  });
});

describe('gauges that are read when Prometheus asks', () => {
  it('are read anew each time, and what is gone is no longer shown', async () => {
    const metrics = createMetrics();
    let waiting = [{ labels: { queue: 'delivery.send', state: 'ready' as const }, value: 7 }];
    metrics.collect('queueDepth', async () => waiting);
    expect(await linesOf(metrics, 'joinery_queue_jobs')).toEqual([
      'joinery_queue_jobs{queue="delivery.send",state="ready"} 7',
    ]);
    waiting = [];
    expect(await linesOf(metrics, 'joinery_queue_jobs')).toEqual([]);
  });

  it('may be told by several modules', async () => {
    const metrics = createMetrics();
    metrics.collect('oldestWaiting', async () => [{ labels: { kind: 'event' }, value: 2 }]);
    metrics.collect('oldestWaiting', async () => [{ labels: { kind: 'audit' }, value: 1 }]);
    expect(await linesOf(metrics, 'joinery_oldest_waiting_seconds')).toHaveLength(2);
  });

  it('show no more than the twenty tenants with the largest backlog', async () => {
    const metrics = createMetrics();
    metrics.collect('backlog', async () =>
      Array.from({ length: 1000 }, (_, i) => ({ labels: { tenant: `tenant-${i}` }, value: i })),
    );
    const lines = await linesOf(metrics, 'joinery_backlog_events');
    expect(lines).toHaveLength(20);
    expect(lines[0]).toBe('joinery_backlog_events{tenant="tenant-999"} 999');
  });

  it('that cannot be read leave the rest to be seen, and are counted', async () => {
    const metrics = createMetrics();
    metrics.collect('queueDepth', () => Promise.reject(new Error('the database is gone')));
    metrics.collect('oldestWaiting', async () => [{ labels: { kind: 'event' }, value: 2 }]);
    const { body } = await metrics.render();
    expect(body).toContain('joinery_oldest_waiting_seconds{kind="event"} 2');
    expect(body).toContain('joinery_collect_failures_total{gauge="joinery_queue_jobs"} 1');
  });

  it('are read once for scrapers that come at the same time', async () => {
    const metrics = createMetrics();
    let reads = 0;
    metrics.collect('backlog', async () => {
      reads += 1;
      return [];
    });
    await Promise.all([metrics.render(), metrics.render(), metrics.render()]);
    expect(reads).toBe(1);
  });
});
