import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type LogLine, type SandboxLimits } from '../../server/src/sandbox/index.ts';
import { eventually } from '../harness/eventually.ts';
import { startSandbox } from './setup/sandbox.ts';

const sandbox = await startSandbox({ processes: 1, idleProcesses: 1 });

interface Run {
  tenantId?: string;
  input?: string;
  limits?: Partial<SandboxLimits>;
}

async function runPlugin(code: string, { tenantId = 'tenant', input = '', limits }: Run = {}) {
  const logs: LogLine[] = [];
  const result = await sandbox.run(
    {
      tenantId,
      runId: 'run',
      surface: 'plugin',
      code,
      input,
      capabilities: [],
      limits: { ...DEFAULT_LIMITS, ...limits },
    },
    { call: async () => ({ ok: true, value: null }), log: (lines) => logs.push(...lines) },
  );
  return { result, logs, value: result.ok ? String(result.value) : result.message };
}

/** Answers when its code ran. The name tells it from the other tests' plugins. */
const tellingItsTime = (name: string) => `var plugin = (() => {
  const loadedAt = Date.now();
  return { default: () => String(loadedAt), name: ${JSON.stringify(name)} };
})();`;

async function isLoadedBefore(code: string, run?: Run): Promise<boolean> {
  const begin = Date.now();
  return Number((await runPlugin(code, run)).value) < begin;
}

const untilLoadedBefore = (code: string) => eventually(async () => expect(await isLoadedBefore(code)).toBe(true));

describe('a plugin that its tenant runs over and over', () => {
  it('has run its code before its next order', async () => {
    const code = tellingItsTime('ahead');

    expect(await isLoadedBefore(code)).toBe(false);
    expect(await isLoadedBefore(code)).toBe(false);
    await untilLoadedBefore(code);
  });

  it('has an isolate of its own for each run, and each its own input', async () => {
    const code = `var runs = 0; var plugin = { default: ({ input }) => input + (runs += 1) };`;

    for (const input of ['a', 'b', 'c', 'd', 'e']) expect((await runPlugin(code, { input })).value).toBe(`${input}1`);
  });

  it('is not loaded ahead for another tenant', async () => {
    const code = tellingItsTime('tenants');
    await untilLoadedBefore(code);

    expect(await isLoadedBefore(code, { tenantId: 'another' })).toBe(false);
  });

  it('is held to the limits of its run, whenever its code ran', async () => {
    const code = `var plugin = { default: ({ input }) => { if (input) for (;;); return ''; } };`;
    for (let run = 0; run < 3; run += 1) expect((await runPlugin(code)).result.ok).toBe(true);

    const { result } = await runPlugin(code, { input: 'loop', limits: { wallMs: 200 } });

    expect(result).toMatchObject({ ok: false, kind: 'timeout' });
  });

  it('and logs when it is loaded has those lines in every run, and is loaded by it', async () => {
    const code = `console.log('loading'); ${tellingItsTime('log')}`;

    for (let run = 0; run < 4; run += 1) {
      const begin = Date.now();
      const { logs, value } = await runPlugin(code);
      expect(logs.map(({ text }) => text)).toEqual(['loading']);
      expect(Number(value)).toBeGreaterThanOrEqual(begin);
    }
  });
});
