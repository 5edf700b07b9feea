import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTracing, type TraceHeaders, type Tracing } from '../../server/src/platform/telemetry/index.ts';
import { type Account, startApi, type TestApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';
import { type Sink, startSink } from '../harness/sink.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER_SPAN = '00f067aa0ba902b7';
const STATE = 'vendor=opaque,t1@rojo=1';
const CALLER = { traceparent: `00-${TRACE_ID}-${CALLER_SPAN}-01`, tracestate: STATE };

const exporter = new InMemorySpanExporter();
let tracing: Tracing;
let api: TestApi;
let owner: Account;
let sink: Sink;
beforeAll(async () => {
  tracing = startTracing({ isTracing: true }, { processor: new SimpleSpanProcessor({ exporter }) });
  sink = await startSink();
  api = await startApi();
  owner = await api.signUp();
  const actions = [{ http: { method: 'POST', url: `${sink.url}/hook` } }];
  await api.ask(owner.token, 'mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { id } }', {
    input: { name: 'traced', eventTypes: ['group.created'], actions },
  });
});
afterAll(async () => {
  await api.stop();
  await sink.close();
  await tracing.shutdown();
});

const spanNamed = (name: string, traceId: string): Promise<ReadableSpan> =>
  eventually(() => {
    const spans = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
    const found = spans.find((span) => span.name === name);
    if (!found) throw new Error(`there is no span ${name} among ${spans.map((span) => span.name)}`);
    return found;
  });

const CREATE = 'mutation Traced($name: String!) { createGroup(input: {name: $name}) { id } }';

async function eventOf(name: string): Promise<TraceHeaders & { traceparent: string }> {
  const [event] = await api.admin<TraceHeaders>(
    `SELECT traceparent, tracestate FROM events WHERE type = 'group.created' AND data->>'group_name' = $1`,
    [name],
  );
  return event as TraceHeaders & { traceparent: string };
}

describe('a trace', () => {
  it('runs from the caller through the operation and its event to the receiver', async () => {
    await api.gql(owner.token, CREATE, { name: 'by http' }, CALLER);
    const request = await spanNamed('POST /graphql', TRACE_ID);
    const operation = await spanNamed('mutation Traced', TRACE_ID);
    expect(request.parentSpanContext?.spanId).toBe(CALLER_SPAN);
    expect(operation.parentSpanContext?.spanId).toBe(request.spanContext().spanId);
    expect(await eventOf('by http')).toEqual({
      traceparent: `00-${TRACE_ID}-${operation.spanContext().spanId}-01`,
      tracestate: STATE,
    });

    const delivery = await spanNamed('delivery.send', TRACE_ID);
    expect(delivery.parentSpanContext?.spanId).toBe(operation.spanContext().spanId);
    const received = await eventually(() => {
      const found = sink.received.find(({ body }) => body.includes('by http'));
      if (!found) throw new Error('nothing was received');
      return found;
    });
    expect(received.headers).toMatchObject({
      traceparent: `00-${TRACE_ID}-${delivery.spanContext().spanId}-01`,
      tracestate: STATE,
    });
  });

  it('runs on through the run of a script to whom that asks', async () => {
    const script = `export default async function run(): Promise<string> {
      return String((await fetch("${sink.url}/asked")).status);
    }`;
    const { createTask } = await api.ask<{ createTask: { id: string } }>(
      owner.token,
      'mutation ($script: String!) { createTask(input: {name: "asks", scheduleType: ONCE, script: $script}) { id } }',
      { script },
    );
    const run = 'mutation Run($id: ID!) { runTask(id: $id) { id } }';
    await api.gql(owner.token, run, { id: createTask.id }, CALLER);
    const execution = await spanNamed('script.run', TRACE_ID);
    const request = await spanNamed('script.fetch', TRACE_ID);
    expect(execution.parentSpanContext?.spanId).toBe((await spanNamed('mutation Run', TRACE_ID)).spanContext().spanId);
    expect(request.parentSpanContext?.spanId).toBe(execution.spanContext().spanId);
    expect(sink.at('/asked')[0]?.headers).toMatchObject({
      traceparent: `00-${TRACE_ID}-${request.spanContext().spanId}-01`,
      tracestate: STATE,
    });
  });

  it('begins with an operation on a socket', async () => {
    const client = await api.live(owner.token);
    await client.ask(CREATE, { name: 'by socket' });
    const [, traceId = '', spanId] = (await eventOf('by socket')).traceparent.split('-');
    expect((await spanNamed('mutation Traced', traceId)).spanContext().spanId).toBe(spanId);
    await client.close();
  });

  it('has its ids in the line of the log', async () => {
    const { headers } = await api.gql(owner.token, CREATE, { name: 'logged' }, CALLER);
    const line = api.log.find((logged) => logged.requestId === headers.get('x-request-id'));
    expect(line).toMatchObject({ operation: 'Traced', traceId: TRACE_ID, spanId: expect.any(String) });
  });

  it('does not show what an operation carries', async () => {
    const secret = 'Project Nightingale';
    await api.gql(owner.token, CREATE, { name: secret }, CALLER);
    const spans = exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
    expect(JSON.stringify(spans)).not.toContain(secret);
  });
});
