import { describe, expect, test } from 'vitest';
import type { HostCall, Json } from '../../server/src/sandbox/index.ts';
import { attempt, startSandbox } from './setup/sandbox.ts';

const sandbox = await startSandbox({ idleProcesses: 1 });
const RESPONSE: Json = {
  status: 404,
  statusText: 'Not Found',
  headers: [
    ['content-type', 'application/json'],
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ],
  body: '{"message":"none"}',
  url: 'https://api.example.com/final',
  redirected: true,
};

async function read(expression: string, answer: (call: HostCall, signal?: AbortSignal) => unknown = () => RESPONSE) {
  const calls: HostCall[] = [];
  const { result } = await attempt(
    sandbox,
    `export default async () => JSON.stringify((await (${expression})) ?? null)`,
    {
      capabilities: ['http.fetch'],
      answer: async (call) => {
        calls.push(call);
        const value = (await answer(call)) as Json;
        return value === null ? { ok: false, code: 'UPSTREAM_FAILED', message: 'no such host' } : { ok: true, value };
      },
    },
  );
  if (!result.ok) throw new Error(`${result.kind}: ${result.message}`);
  return { value: JSON.parse(String(result.value)), calls };
}

describe('fetch', () => {
  test('a status is an answer, whatever it says', async () => {
    const { value } = await read(`(async () => {
      const r = await fetch('https://api.example.com/x');
      return [r.ok, r.status, r.statusText, r.url, r.redirected, r.headers.get('Content-Type'), r.headers.getSetCookie(), await r.json()];
    })()`);
    expect(value).toEqual([
      false,
      404,
      'Not Found',
      'https://api.example.com/final',
      true,
      'application/json',
      ['a=1', 'b=2'],
      { message: 'none' },
    ]);
  });

  test.each([
    [
      `fetch('https://api.example.com/a b')`,
      { url: 'https://api.example.com/a%20b', method: 'GET', headers: [], body: null, redirect: 'follow' },
    ],
    [
      `fetch(new URL('https://api.example.com/'), { method: 'post', headers: { 'X-A': '1' }, body: '{}', redirect: 'manual' })`,
      {
        url: 'https://api.example.com/',
        method: 'POST',
        headers: [
          ['content-type', 'text/plain;charset=UTF-8'],
          ['x-a', '1'],
        ],
        body: '{}',
        redirect: 'manual',
      },
    ],
    [
      `fetch('https://api.example.com/', { method: 'PATCH', headers: new Headers([['content-type', 'application/json']]), body: '{}' })`,
      {
        url: 'https://api.example.com/',
        method: 'PATCH',
        headers: [['content-type', 'application/json']],
        body: '{}',
        redirect: 'follow',
      },
    ],
    [
      `fetch('https://api.example.com/', { method: 'PUT', body: new URLSearchParams({ a: '1 2' }) })`,
      {
        url: 'https://api.example.com/',
        method: 'PUT',
        headers: [['content-type', 'application/x-www-form-urlencoded;charset=UTF-8']],
        body: 'a=1+2',
        redirect: 'follow',
      },
    ],
  ])('%s', async (expression, input) => {
    expect((await read(expression)).calls).toEqual([{ name: 'http.fetch', input }]);
  });

  test('no answer is a TypeError that knows why', async () => {
    const expression = `fetch('https://nowhere.example.com/').catch((e) => [e.name, e.message, e.cause.code])`;
    const { value } = await read(expression, () => null);
    expect(value).toEqual(['TypeError', 'fetch failed: no such host', 'UPSTREAM_FAILED']);
  });

  test('what is no address, or no request, is refused here', async () => {
    const name = '.catch((e) => e.name)';
    const { value, calls } = await read(
      `Promise.all([fetch('nope')${name}, fetch('https://example.com/', { body: 'x' })${name}, fetch('https://example.com/', { signal: AbortSignal.abort() })${name}])`,
    );
    expect(value).toEqual(['TypeError', 'TypeError', 'AbortError']);
    expect(calls).toEqual([]);
  });
});

test('a request that is given up is given up by the host too', async () => {
  const given = Promise.withResolvers<void>();
  const code = `export default () => fetch('https://slow.example.com/', { signal: AbortSignal.timeout(20) }).catch((e) => e.name)`;
  const result = await sandbox.run(
    {
      tenantId: 'tenant-1',
      runId: 'run-1',
      code,
      input: { config: {}, secrets: {}, trigger: null, run: {} },
      capabilities: ['http.fetch'],
      limits: { wallMs: 5000, cpuMs: 5000, memoryMb: 64, logBytes: 1000, hostCalls: 10, messageBytes: 1000 },
    },
    {
      call: async (_, signal) => {
        signal.addEventListener('abort', () => given.resolve());
        await given.promise;
        return { ok: false, code: 'UPSTREAM_FAILED', message: 'given up' };
      },
      log: () => undefined,
    },
  );
  expect(result).toMatchObject({ ok: true, value: 'TimeoutError' });
  await given.promise;
});
