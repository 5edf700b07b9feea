import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import type { Sandbox, SandboxResult } from '../../server/src/sandbox/index.ts';
import { eventually } from '../harness/eventually.ts';
import { sandboxProcesses } from './setup/processes.ts';
import { attempt, startSandbox } from './setup/sandbox.ts';

const WAITING = 'export default () => new Promise(() => {})';
const DONE = 'export default () => "done"';
const GRACE_MS = 500;

const pids = () => sandboxProcesses().map(({ pid }) => pid);

/** Starts runs that end when they are told to, or with their process. */
function startWaiting(sandbox: Sandbox, tenantId: string, count: number) {
  const cancel = new AbortController();
  const runs = Array.from({ length: count }, () =>
    attempt(sandbox, WAITING, { tenantId, signal: cancel.signal, limits: { wallMs: 20_000 } }),
  );
  return {
    ended: Promise.all(runs).then((attempts) => attempts.map(({ result }) => kindOf(result))),
    cancel: () => cancel.abort(),
  };
}

const kindOf = (result: SandboxResult) => (result.ok ? 'ok' : result.kind);
const done = async (sandbox: Sandbox, tenantId: string) => kindOf((await attempt(sandbox, DONE, { tenantId })).result);

async function withSandbox(options: Parameters<typeof startSandbox>[0], work: (sandbox: Sandbox) => Promise<void>) {
  const before = pids();
  const sandbox = await startSandbox(options);
  try {
    await work(sandbox);
  } finally {
    await sandbox.stop();
  }
  expect(pids()).toEqual(before);
}

describe('a process that is killed', () => {
  test('takes its ten runs with it as crashed and nothing else, and is replaced within a second', async () => {
    await withSandbox({ processes: 2, idleProcesses: 2, runsPerProcess: 10 }, async (sandbox) => {
      await eventually(() => expect(sandbox.stats().processes).toBe(2));
      const [first] = pids();
      const ten = startWaiting(sandbox, 'a', 10);
      const other = startWaiting(sandbox, 'b', 1);
      // Two that are busy, and the one that stands by.
      await eventually(() => expect(sandbox.stats()).toMatchObject({ processes: 3, busy: 2, running: 11, waiting: 0 }));

      process.kill(first as number, 'SIGKILL');
      const killedAt = performance.now();
      expect(await ten.ended).toEqual(new Array(10).fill('crashed'));
      expect(await done(sandbox, 'a')).toBe('ok');
      expect(sandbox.stats()).toMatchObject({ running: 1 });
      expect(sandbox.stats().processes).toBeGreaterThanOrEqual(2);
      expect(performance.now() - killedAt).toBeLessThan(1000);
      other.cancel();
      expect(await other.ended).toEqual(['cancelled']);
    });
  });

  test('at the deadline of its run, because it hangs, is replaced', async () => {
    await withSandbox({ processes: 1, idleProcesses: 1 }, async (sandbox) => {
      const [only] = pids();
      // What this process itself is late by is not the sandbox's.
      const lateness = monitorEventLoopDelay({ resolution: 10 });
      lateness.enable();
      const begin = performance.now();
      const run = attempt(sandbox, WAITING, { tenantId: 'a', limits: { wallMs: 1000 } });
      await eventually(() => expect(sandbox.stats().running).toBe(1));
      // Nothing in it ends anything any more, its own deadlines included.
      process.kill(only as number, 'SIGSTOP');
      expect(kindOf((await run).result)).toBe('timeout');
      expect(performance.now() - begin - lateness.max / 1e6).toBeLessThan(1000 + GRACE_MS);
      lateness.disable();
      await eventually(() => expect(pids()).not.toContain(only));
      expect(await done(sandbox, 'a')).toBe('ok');
    });
  });

  test('while it is idle, is replaced too', async () => {
    await withSandbox({ processes: 1 }, async (sandbox) => {
      process.kill(pids()[0] as number, 'SIGKILL');
      await eventually(() => expect(sandbox.stats().processes).toBe(0));
      expect(await done(sandbox, 'a')).toBe('ok');
    });
  });
});

describe('tenants', () => {
  test('never share a process at the same time', async () => {
    await withSandbox({ processes: 1, runsPerProcess: 10 }, async (sandbox) => {
      const first = startWaiting(sandbox, 'a', 2);
      const second = done(sandbox, 'b');
      await eventually(() => expect(sandbox.stats()).toMatchObject({ running: 2, waiting: 1 }));
      first.cancel();
      expect(await second).toBe('ok');
    });
  });

  test('find a place at once, however many long runs another has started', async () => {
    await withSandbox({ processes: 4, idleProcesses: 4, runsPerProcess: 2 }, async (sandbox) => {
      await eventually(() => expect(sandbox.stats().processes).toBe(4));
      const flood = startWaiting(sandbox, 'greedy', 100);
      await eventually(() => expect(sandbox.stats()).toMatchObject({ busy: 2, running: 4, waiting: 96 }));
      expect(await Promise.all(['b', 'c', 'd', 'b', 'c', 'd'].map((tenant) => done(sandbox, tenant)))).toEqual(
        new Array(6).fill('ok'),
      );
      flood.cancel();
      expect(new Set(await flood.ended)).toEqual(new Set(['cancelled']));
    });
  });

  test('take turns where there are fewer processes than tenants', async () => {
    await withSandbox({ processes: 1, runsPerProcess: 1 }, async (sandbox) => {
      const order: string[] = [];
      const run = async (tenantId: string) => {
        await done(sandbox, tenantId);
        order.push(tenantId);
      };
      await Promise.all(['a', 'a', 'a', 'a', 'b', 'b', 'c'].map(run));
      // The first run of `a` never waited, so its second is the first to do so.
      expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a']);
    });
  });
});

describe('processes', () => {
  test('are replaced after so many runs', async () => {
    await withSandbox({ processes: 1, recycleAfter: 3 }, async (sandbox) => {
      const [first] = pids();
      await eventually(async () => {
        expect(await done(sandbox, 'a')).toBe('ok');
        expect(pids()).not.toContain(first);
      });
    });
  });

  test('are added while tenants need them, with one to spare', async () => {
    await withSandbox({ processes: 4, idleProcesses: 1 }, async (sandbox) => {
      const runs = ['a', 'b', 'c'].map((tenant) => startWaiting(sandbox, tenant, 1));
      await eventually(() => expect(sandbox.stats()).toMatchObject({ processes: 4, busy: 3, waiting: 0 }));
      for (const { cancel } of runs) cancel();
      await Promise.all(runs.map(({ ended }) => ended));
    });
  });
});

describe('cancelling', () => {
  test.each([
    ['that waits for an answer', WAITING],
    ['in an endless loop', 'for (;;);'],
    ['in native code that cannot be interrupted', 'Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)'],
  ])('ends a run %s', async (_, code) => {
    await withSandbox({ processes: 2 }, async (sandbox) => {
      const cancel = new AbortController();
      const run = attempt(sandbox, code, { signal: cancel.signal, limits: { wallMs: 20_000 } });
      await eventually(() => expect(sandbox.stats().running).toBe(1));
      const begin = performance.now();
      cancel.abort();
      expect(kindOf((await run).result)).toBe('cancelled');
      expect(performance.now() - begin).toBeLessThan(GRACE_MS);
      await eventually(() => expect(sandbox.stats().running).toBe(0));
    });
  });

  test('ends a run that has no place yet', async () => {
    await withSandbox({ processes: 1, runsPerProcess: 1 }, async (sandbox) => {
      const first = startWaiting(sandbox, 'a', 1);
      const second = startWaiting(sandbox, 'b', 1);
      await eventually(() => expect(sandbox.stats()).toMatchObject({ running: 1, waiting: 1 }));
      second.cancel();
      expect(await second.ended).toEqual(['cancelled']);
      expect(sandbox.stats()).toMatchObject({ running: 1, waiting: 0 });
      first.cancel();
      await first.ended;
    });
  });

  test('a run that was cancelled before it began is not made', async () => {
    await withSandbox({ processes: 1 }, async (sandbox) => {
      const { result } = await attempt(sandbox, DONE, { signal: AbortSignal.abort() });
      expect(kindOf(result)).toBe('cancelled');
    });
  });

  test('a sandbox that stops ends what is left as cancelled, and its processes', async () => {
    await withSandbox({ processes: 1, runsPerProcess: 2 }, async (sandbox) => {
      const runs = startWaiting(sandbox, 'a', 3);
      await eventually(() => expect(sandbox.stats()).toMatchObject({ running: 2, waiting: 1 }));
      await sandbox.stop();
      expect(await runs.ended).toEqual(['cancelled', 'cancelled', 'cancelled']);
      expect(await done(sandbox, 'a')).toBe('cancelled');
    });
  });
});

test('what holds the guests is told, a line a measure', async () => {
  await withSandbox({ processes: 1 }, async (sandbox) => {
    expect(sandbox.protections.length).toBeGreaterThan(4);
    for (const line of sandbox.protections) expect(line).toMatch(/^[a-z ]+: (not )?in force: ./);
  });
});
