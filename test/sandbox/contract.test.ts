import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../server/src/sandbox/index.ts';
import { attempt, startSandbox } from './setup/sandbox.ts';

const sandbox = await startSandbox();
const run = (code: string, options?: Parameters<typeof attempt>[2]) => attempt(sandbox, code, options);

describe('a run', () => {
  test('answers the text that its script answers', async () => {
    const { result } = await run('export default () => "done"');
    expect(result).toMatchObject({ ok: true, value: 'done', usage: { hostCalls: 0, logBytes: 0 } });
  });

  test('awaits what its script awaits', async () => {
    const code = 'export default async () => { await new Promise((next) => setTimeout(next, 20)); return "later" }';
    expect((await run(code)).result).toMatchObject({ ok: true, value: 'later' });
  });

  test('keeps lines of the console in their order, with their level', async () => {
    const code = 'export default () => { console.log("one", { a: [1, "x"] }); console.warn("two"); return "" }';
    const { logs, result } = await run(code);
    expect(logs).toMatchObject([
      { level: 'info', text: 'one { a: [1, "x"] }' },
      { level: 'warn', text: 'two' },
    ]);
    expect(result.usage.logBytes).toBe(Buffer.byteLength('one { a: [1, "x"] }two'));
  });

  test('calls its host and takes the answer', async () => {
    const code = `import { idp } from 'joinery';
      export default async () => (await idp.getUser('u1')).email`;
    const { result, calls } = await run(code, {
      capabilities: ['idp.get_user'],
      answer: () => ({ ok: true, value: { email: 'alice@example.com' } }),
    });
    expect(result).toMatchObject({ ok: true, value: 'alice@example.com', usage: { hostCalls: 1 } });
    expect(calls).toEqual([{ name: 'idp.get_user', input: { id: 'u1' } }]);
  });

  test('throws what the host refuses as a JoineryError with its code', async () => {
    const code = `import { idp, JoineryError } from 'joinery';
      export default async () => {
        try { await idp.getUser('u1') } catch (error) { return [error instanceof JoineryError, error.name, error.code, error.message].join() }
      }`;
    const answer = () => ({ ok: false, code: 'NOT_FOUND', message: 'no such user' }) as const;
    const { result } = await run(code, { capabilities: ['idp.get_user'], answer });
    expect(result).toMatchObject({ ok: true, value: 'true,JoineryError,NOT_FOUND,no such user' });
  });
});

test('a taker of lines that throws brings down neither the run nor its neighbours', async () => {
  const host = {
    call: async () => ({ ok: true, value: null }) as const,
    log: () => {
      throw new Error('the lines cannot be taken');
    },
  };
  const code =
    'export default async () => { console.log("one"); await new Promise((next) => setTimeout(next, 50)); return "done" }';
  const order = { tenantId: 'tenant-1', runId: 'throws', code, input: {}, capabilities: [], limits: DEFAULT_LIMITS };
  const input = { config: {}, secrets: {}, trigger: null, run: {} };
  const [{ result }, throwing] = await Promise.all([run(code), sandbox.run({ ...order, input }, host)]);
  expect([result, throwing]).toMatchObject([
    { ok: true, value: 'done' },
    { ok: true, value: 'done' },
  ]);
});

describe('a failure is a value', () => {
  test.each([
    ['syntax', 'let x = {;', { line: 1, column: 10 }],
    ['type', 'export const nothing = 1', {}],
    ['type', 'export default 5', {}],
    ['type', 'export default () => 5', {}],
    ['thrown', '\nthrow new Error("at the top")', { message: 'Error: at the top', line: 2, column: 7 }],
    ['thrown', '\n\nexport default () => { null.x }', { line: 3 }],
    ['thrown', 'await new Promise((next) => setTimeout(next, 5)); throw new Error("late")', { message: 'Error: late' }],
    ['thrown', 'export default async () => { throw "text" }', { message: 'threw text' }],
    ['denied', 'import "node:fs"; export default () => ""', {}],
    ['timeout', 'export default () => new Promise(() => {})', {}],
    ['timeout', 'for (;;);', {}],
  ])('%s: %s', async (kind, code, place) => {
    const { result } = await run(code, { limits: { wallMs: 300 } });
    expect(result).toMatchObject({ ok: false, kind, ...place });
  });

  test('denied: a call that the run was not given', async () => {
    const { result, calls } = await run(
      'import { idp } from "joinery"; export default async () => { await idp.getGroup("g") }',
      { capabilities: ['idp.get_user'] },
    );
    expect(result).toMatchObject({ ok: false, kind: 'denied', message: 'it may not call idp.get_group' });
    expect(calls).toEqual([]);
  });

  test('cancelled: by the caller, while it goes on', async () => {
    const cancel = new AbortController();
    const { result } = await run('import { idp } from "joinery"; await idp.getUser("u"); for (;;);', {
      capabilities: ['idp.get_user'],
      signal: cancel.signal,
      answer: () => {
        setImmediate(() => cancel.abort());
        return { ok: true, value: null };
      },
    });
    expect(result).toMatchObject({ ok: false, kind: 'cancelled' });
  });
});
