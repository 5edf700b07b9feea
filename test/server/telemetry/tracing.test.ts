import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import fastify from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../server/src/errors.ts';
import { createLog } from '../../../server/src/platform/log.ts';
import {
  currentTrace,
  inSpan,
  startTracing,
  type TraceHeaders,
  type Tracing,
  traceRequests,
  withRemoteParent,
} from '../../../server/src/platform/telemetry/index.ts';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const CALLER: TraceHeaders = { traceparent: PARENT, tracestate: 'vendor=opaque,t1@rojo=1' };
const INVALID = [
  '',
  'garbage',
  '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
  'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
  `${PARENT}-more`,
  `${PARENT}\r\nx: y`,
];

let tracing: Tracing | undefined;
afterEach(async () => {
  await tracing?.shutdown();
  tracing = undefined;
  vi.unstubAllEnvs();
});

function startInMemory() {
  const exporter = new InMemorySpanExporter();
  tracing = startTracing({ isTracing: true }, { processor: new SimpleSpanProcessor({ exporter }) });
  return {
    spans: () => exporter.getFinishedSpans(),
    span: (name: string) => {
      const found = exporter.getFinishedSpans().find((span) => span.name === name);
      if (!found) throw new Error(`there is no span ${name}`);
      return found;
    },
  };
}

describe('without tracing', () => {
  it('work runs as if there were no spans, and there is no trace to tell of', async () => {
    expect(await inSpan('work', {}, async () => currentTrace())).toEqual({ traceparent: null, tracestate: null });
    expect(() =>
      inSpan('work', {}, () => {
        throw new Error('mine');
      }),
    ).toThrow('mine');
  });

  it('a valid traceparent is passed on as it came, an invalid one is dropped, with the tracestate beside it', () => {
    expect(withRemoteParent(CALLER, () => inSpan('work', {}, () => currentTrace(CALLER)))).toEqual(CALLER);
    const later = { ...CALLER, traceparent: '01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later' };
    expect(currentTrace(later)).toEqual(later);
    for (const traceparent of INVALID) {
      expect(currentTrace({ ...CALLER, traceparent }), traceparent).toEqual({ traceparent: null, tracestate: null });
    }
  });

  it('of a tracestate 32 members and 512 characters are passed on, and what is not valid is dropped', () => {
    const passedOn = (tracestate: string) => currentTrace({ traceparent: PARENT, tracestate }).tracestate;
    const members = Array.from({ length: 40 }, (_, index) => `v${index}=1`);
    expect(passedOn(members.join(', '))).toBe(members.slice(0, 32).join(','));
    const long = (key: string) => `${key}=${'x'.repeat(250)}`;
    expect(passedOn([long('a'), long('b'), long('c'), 'd=1'].join())).toBe([long('a'), long('b'), 'd=1'].join());
    for (const invalid of ['garbage', '=1', 'UPPER=1', 'a=b=c', 'a=\r\nx: y', `a=${'x'.repeat(600)}`]) {
      expect(passedOn(invalid), invalid).toBeNull();
    }
    expect(passedOn('good=1,garbage,,fine=2')).toBe('good=1,fine=2');
  });
});

describe('a trace', () => {
  it('runs from the request through the row of an event to the dispatch and to the outgoing request', async () => {
    const { span } = startInMemory();
    const row = await withRemoteParent(CALLER, () =>
      inSpan('addGroupMember', {}, async () => {
        await new Promise(setImmediate);
        return currentTrace();
      }),
    );
    const dispatched = await withRemoteParent(row, () =>
      inSpan('dispatch', {}, async () => currentTrace(row), { kind: 'consumer' }),
    );
    const sent = await withRemoteParent(dispatched, () =>
      inSpan('deliver', {}, async () => currentTrace(), { kind: 'client' }),
    );

    const [, callerTrace, callerSpan] = PARENT.split('-');
    expect(span('addGroupMember').parentSpanContext?.spanId).toBe(callerSpan);
    expect(span('dispatch').parentSpanContext?.spanId).toBe(span('addGroupMember').spanContext().spanId);
    expect(span('deliver').parentSpanContext?.spanId).toBe(span('dispatch').spanContext().spanId);
    expect(span('deliver').spanContext().traceId).toBe(callerTrace);
    expect(sent).toEqual({
      traceparent: `00-${callerTrace}-${span('deliver').spanContext().spanId}-01`,
      tracestate: CALLER.tracestate,
    });
  });

  it('that the caller does not record is continued without being recorded', () => {
    const { spans } = startInMemory();
    const unsampled = { ...CALLER, traceparent: PARENT.replace(/01$/, '00') };
    const passedOn = withRemoteParent(unsampled, () => inSpan('work', {}, () => currentTrace()));
    expect(passedOn.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    expect(passedOn.tracestate).toBe(CALLER.tracestate);
    expect(spans()).toHaveLength(0);
  });

  it('of a batch is linked to the traces of what is in it', () => {
    const { span } = startInMemory();
    inSpan('dispatch', {}, () => undefined, {
      links: [CALLER, { traceparent: null, tracestate: null }, { ...CALLER, traceparent: 'garbage' }],
    });
    expect(span('dispatch').links.map((link) => link.context.traceId)).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736']);
  });

  it('shows that a part failed and how, but not the message', async () => {
    const { span } = startInMemory();
    const failing = inSpan('verb', {}, () => Promise.reject(new AppError('CONFLICT', 'secret value 42')));
    await expect(failing).rejects.toThrow('secret value 42');
    expect(span('verb').attributes['error.type']).toBe('CONFLICT');
    expect(span('verb').status.code).toBe(2);
    expect(JSON.stringify([span('verb').attributes, span('verb').events, span('verb').status])).not.toContain('42');
  });

  it('begins at the HTTP request, and its ids stand in the log', async () => {
    const { span, spans } = startInMemory();
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => lines.push(line) });
    const app = fastify();
    traceRequests(app);
    app.get('/things/:id', async () => {
      log.info('handled');
      return currentTrace();
    });
    app.get('/healthz', async () => ({}));
    const { traceparent } = (await app.inject({ url: '/things/1', headers: { traceparent: PARENT } })).json();
    await app.inject('/healthz');
    await app.close();

    const request = span('GET /things/:id');
    expect(traceparent).toBe(`00-4bf92f3577b34da6a3ce929d0e0e4736-${request.spanContext().spanId}-01`);
    expect(request.attributes['http.response.status_code']).toBe(200);
    expect(spans()).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: request.spanContext().spanId,
    });
  });
});

describe('an OTLP collector', () => {
  it('receives the spans as protobuf at the standard path, with the standard variables', async () => {
    const received: { path: string; type: string; authorization: string; body: Buffer }[] = [];
    const collector = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { 'content-type': type = '', 'x-collector-key': authorization = '' } = request.headers;
      received.push({
        path: request.url ?? '',
        type,
        authorization: String(authorization),
        body: Buffer.concat(chunks),
      });
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'x-collector-key=k1');
    vi.stubEnv('OTEL_SERVICE_NAME', 'joinery-eu');

    tracing = startTracing({ isTracing: true });
    inSpan('addGroupMember', { 'joinery.tenant_id': 't1' }, () => undefined);
    await tracing.shutdown();

    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ path: '/v1/traces', type: 'application/x-protobuf', authorization: 'k1' });
    expect(received[0]?.body.toString('latin1')).toContain('addGroupMember');
    expect(received[0]?.body.toString('latin1')).toContain('joinery-eu');
    await new Promise((resolve) => collector.close(resolve));
  });

  it('that is gone neither fails the work nor the end of the process', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:9');
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '500');
    const lines: string[] = [];
    tracing = startTracing({ isTracing: true }, { log: createLog('warn', { write: (line) => lines.push(line) }) });
    expect(inSpan('work', {}, () => 'done')).toBe('done');
    await expect(tracing.shutdown()).resolves.toBeUndefined();
    expect(lines.join('')).toContain('tracing: the last spans are lost');
  });
});
