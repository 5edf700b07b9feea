import { describe, expect, test } from 'vitest';
import { checkFrame } from '../../server/src/sandbox/check-frame.ts';
import { encodeFrame, FrameReader } from '../../server/src/sandbox/frames.ts';
import {
  DEFAULT_LIMITS,
  MOST_LINE_CHARACTERS,
  MOST_LOG_LINES,
  MOST_MESSAGE_CHARACTERS,
  type SandboxResult,
} from '../../server/src/sandbox/index.ts';
import { runForged } from './setup/forger.ts';
import { attempt, INPUT, startSandbox } from './setup/sandbox.ts';

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

test('a run finds nothing of those before it', async () => {
  const code = `const found = [globalThis.mark, [].mark, Math.max(1, 2)].join();
    globalThis.mark = 'left';
    Array.prototype.mark = 'left';
    Math.max = () => 'left';
    export default () => found`;
  for (let count = 0; count < 3; count += 1) {
    const together = await Promise.all([run(code), run(code)]);
    for (const { result } of together) expect(result).toMatchObject({ ok: true, value: ',,2' });
  }
});

describe('each limit', () => {
  const LOOP = 'export default () => { for (;;); }';
  const HEAP = `export default () => {
    const kept = [];
    for (let index = 0; index < 60; index += 1) kept.push(new Array(100_000).fill(index));
    return String(kept.length);
  }`;
  const LINES = `export default () => { for (let line = 0; line < 100; line += 1) console.log('l'.repeat(100)); return 'done' }`;
  const CALLS = `import { idp } from 'joinery';
    export default async () => { for (let call = 0; call < 4; call += 1) await idp.getUser('u'); return 'done' }`;
  const asks = (length: number) => `import { idp } from 'joinery';
    export default async () => { await idp.getUser('m'.repeat(${length})); return 'done' }`;
  const capabilities = ['idp.get_user'];

  test('of the clock is 30 seconds, and of memory 64 MB, where nobody says otherwise', () => {
    expect(DEFAULT_LIMITS).toMatchObject({ wallMs: 30_000, memoryMb: 64 });
  });

  test('of processor time ends a run long before its clock does', async () => {
    const { result } = await run(LOOP, { limits: { cpuMs: 150, wallMs: 20_000 } });
    const message = 'it took more than 150 ms of processor time';
    expect(result).toMatchObject({ ok: false, kind: 'timeout', message });
  });

  test('of memory is the one that the run was given', async () => {
    expect((await run(HEAP, { limits: { memoryMb: 128 } })).result).toMatchObject({ ok: true, value: '60' });
    expect((await run(HEAP, { limits: { memoryMb: 16 } })).result).toMatchObject({ ok: false, kind: 'out_of_memory' });
  });

  test('of the log cuts it, with a line that says so, and ends nothing', async () => {
    const { result, logs } = await run(LINES, { limits: { logBytes: 1000 } });
    expect(result).toMatchObject({ ok: true, value: 'done', usage: { logBytes: 1000 } });
    expect(logs).toHaveLength(11);
    const text = 'the log has reached its limit of 1000 bytes; the rest is left out';
    expect(logs.at(-1)).toMatchObject({ level: 'warn', text });
  });

  test('of the log counts lines too, however little they say', async () => {
    const code = `export default () => { for (let line = 0; line < ${MOST_LOG_LINES + 5}; line += 1) console.log(''); return 'done' }`;
    const { result, logs } = await run(code);
    expect(result).toMatchObject({ ok: true, value: 'done', usage: { logBytes: 0 } });
    expect(logs).toHaveLength(MOST_LOG_LINES + 1);
    expect(logs.at(-1)).toMatchObject({ level: 'warn', text: expect.stringContaining(`${MOST_LOG_LINES} lines`) });
  });

  test('of a line and of a message cuts them, and nothing else', async () => {
    const { logs } = await run(`export default () => { console.log('l'.repeat(20_000)); return '' }`);
    expect(logs.map(({ text }) => text.length)).toEqual([MOST_LINE_CHARACTERS]);
    for (const code of [`throw new Error('e'.repeat(5000))`, `export default () => { throw 'e'.repeat(5000) }`]) {
      const { result } = await run(code);
      expect(result.ok ? '' : result.message).toHaveLength(MOST_MESSAGE_CHARACTERS);
    }
  });

  test('of host calls lets so many through, and no more', async () => {
    const { result, calls } = await run(CALLS, { capabilities, limits: { hostCalls: 3 } });
    expect(result).toMatchObject({ ok: false, kind: 'limit_exceeded', message: 'more than 3 calls to the host' });
    expect(calls).toHaveLength(3);
    expect((await run(CALLS, { capabilities, limits: { hostCalls: 4 } })).result).toMatchObject({ ok: true });
  });

  test.each([
    ['of a message', asks(991), asks(992)],
    ['of the output', `export default () => 'o'.repeat(1000)`, `export default () => 'o'.repeat(1001)`],
    ['of the output, in bytes', `export default () => 'ö'.repeat(500)`, `export default () => 'ö'.repeat(501)`],
  ])('%s is held to the byte', async (_limit, fits, exceeds) => {
    const options = { capabilities, limits: { messageBytes: 1000 } };
    expect((await run(fits, options)).result).toMatchObject({ ok: true });
    expect((await run(exceeds, options)).result).toMatchObject({ ok: false, kind: 'limit_exceeded' });
  });
});

describe('a process that somebody has broken out into', () => {
  const usage = { wallMs: 1, cpuMs: 1, hostCalls: 0, logBytes: 0 };
  const call = (number: number, name = 'idp.get_user', input = '{}') => ({
    type: 'call',
    run: 1,
    call: number,
    name,
    input,
  });
  const answer = (value: string, run = 1) => ({ type: 'result', run, result: { ok: true, value, usage } });
  const capabilities = ['idp.get_user'];
  const kindOf = (result: SandboxResult) => (result.ok ? 'ok' : result.kind);

  test('can answer for its run, as any guest can', async () => {
    const { result, calls } = await runForged([call(1), answer('done')], { capabilities });
    expect([kindOf(result), calls.length]).toEqual(['ok', 1]);
  });

  test.each([
    ['a call that the run was not given', [call(1, 'idp.delete_everything'), answer('done')], 'denied'],
    ['an input that is no JSON', [call(1, 'idp.get_user', '{"id":'), answer('done')], 'denied'],
    ['two calls of one number', [call(1), call(1), answer('done')], 'denied'],
    ['a message that is too large', [call(1, 'idp.get_user', JSON.stringify('m'.repeat(2000)))], 'limit_exceeded'],
    ['an output that is too large', [answer('o'.repeat(2000))], 'limit_exceeded'],
    ['the answer of a run that is not its own', [answer('done', 2)], 'timeout'],
    ['a frame that there is not', [{ type: 'exec', run: 1 }], 'crashed'],
    ['a frame with a field more', [{ type: 'heavy', now: true }], 'crashed'],
    [
      'a failure of a kind that there is not',
      [{ type: 'result', run: 1, result: { ok: false, kind: 'fine' } }],
      'crashed',
    ],
    ['an answer that is no text', [answer({} as string)], 'crashed'],
  ])('gains nothing by %s', async (_what, frames, kind) => {
    const { result, calls } = await runForged(frames, { capabilities, limits: { messageBytes: 1000 } });
    expect(kindOf(result)).toBe(kind);
    expect(calls.length).toBeLessThanOrEqual(1);
  });

  test('makes no more calls and writes no more lines than its run may', async () => {
    const calls = Array.from({ length: 20 }, (_, index) => call(index + 1));
    const made = await runForged(calls, { capabilities, limits: { hostCalls: 5 } });
    expect([kindOf(made.result), made.calls.length]).toEqual(['limit_exceeded', 5]);

    const lines = [{ at: '2026-01-01T00:00:00.000Z', level: 'info', text: 'l'.repeat(500) }];
    const flood = Array.from({ length: 100 }, () => ({ type: 'log', run: 1, lines }));
    const { result, logs } = await runForged([...flood, answer('done')], { limits: { logBytes: 2000 } });
    expect(kindOf(result)).toBe('ok');
    expect(logs.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(2000 + 1024);

    const blank = Array.from({ length: 1000 }, () => ({ at: '', level: 'info', text: '' }));
    const frames = Array.from({ length: 20 }, () => ({ type: 'log', run: 1, lines: blank }));
    const silent = await runForged([...frames, answer('done')]);
    expect(silent.logs.length).toBeLessThanOrEqual(MOST_LOG_LINES + 1);
  });

  test('is asked nothing more by a run that was told to end', async () => {
    const { result, calls } = await runForged([call(1, 'idp.delete_everything'), call(2)], { capabilities });
    expect([kindOf(result), calls]).toEqual(['denied', []]);
  });
});

describe('a frame', () => {
  test.each([
    ['no JSON', 'ready'],
    ['no object', '[]'],
    ['of no kind', '{}'],
    ['with a prototype in the place of a kind', '{"__proto__":{"type":"heavy"}}'],
    ['with half a number', '{"type":"abandon","run":1,"call":0.5}'],
    ['with a number below zero', '{"type":"abandon","run":-1,"call":1}'],
    ['with a level that there is not', '{"type":"log","run":1,"lines":[{"at":"","level":"fatal","text":""}]}'],
    ['with an endless name', JSON.stringify({ type: 'call', run: 1, call: 1, name: 'n'.repeat(101), input: '' })],
  ])('is none: %s', (_what, text) => {
    expect(checkFrame(text)).toBeUndefined();
  });

  test('comes whole however its bytes come, and over its bound not at all', () => {
    const frames = [{ type: 'heavy', text: 'ö😀' }, { type: 'worn' }];
    const read: unknown[] = [];
    const reader = new FrameReader(1000, (text) => read.push(JSON.parse(text)));
    for (const byte of Buffer.concat(frames.map(encodeFrame))) reader.push(Buffer.from([byte]));
    expect(read).toEqual(frames);
    const small = new FrameReader(10, () => expect.unreachable());
    expect(() => small.push(encodeFrame({ type: 'a frame over the bound' }).subarray(0, 4))).toThrow(RangeError);
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

test('an order and what comes of it are what JSON can carry', async () => {
  for (const code of ['export default () => "done"', 'export default () => { throw new Error("no") }']) {
    const order = { tenantId: 't', runId: 'r', code, input: INPUT, capabilities: [], limits: DEFAULT_LIMITS };
    const host = { call: async () => ({ ok: true, value: null }) as const, log: () => undefined };
    const result = await sandbox.run(JSON.parse(JSON.stringify(order)), host);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  }
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
