import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { median } from '../bench/harness/percentiles.ts';
import { eventually } from '../harness/eventually.ts';
import { startNeighbour } from './setup/neighbour.ts';
import { sandboxProcesses } from './setup/processes.ts';
import { attempt, startSandbox } from './setup/sandbox.ts';

/** For those that would go on for ever. */
const WALL_MS = 600;
/** For those that end by something else, which takes its time on a busy machine. */
const OTHER_WALL_MS = 30_000;
/** Ending a process takes its time on a busy machine, too. */
const GRACE_MS = 2000;
/** A process that has held nothing yet takes about 60. */
const IDLE_MB = 125;
/**
 * What this process, the server in this play, may be late by while a script does its worst: less than one that would go on
 * for ever is given, so that it is seen to be held up. Of a short run there are few looks, on a machine that does other things.
 */
const LATE_MS = WALL_MS - 200;
/** What it may hold in the end of what a hundred of them have sent it. */
const LEFT_MB = 50;

/** Of the neighbour's runs, on a machine that does other things too: none waits for the hostile one to end. */
const USUAL_MS = WALL_MS - 100;

const folder = new URL('./hostile/', import.meta.url);
const scripts = readdirSync(folder).map((file) => {
  const code = readFileSync(new URL(file, folder), 'utf8');
  const header = code.slice(0, code.indexOf('*/'));
  return { name: file.replace('.js', ''), code, header, kind: /Ends as: (\w+)/.exec(header)?.[1] };
});

const sandbox = await startSandbox({ processes: 4, idleProcesses: 2 });

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heldMb(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

const heldBeforeMb = heldMb();

describe('a hostile script ends as what it is, in time, and nobody else notices', () => {
  test.each(scripts)('$kind: $name', async ({ code, kind }) => {
    const neighbour = startNeighbour(sandbox);
    const wallMs = kind === 'timeout' ? WALL_MS : OTHER_WALL_MS;
    // What this process itself is late by is not the sandbox's.
    const lateness = monitorEventLoopDelay({ resolution: 10 });
    lateness.enable();
    const begin = performance.now();
    const { result } = await attempt(sandbox, code, {
      tenantId: 'hostile',
      capabilities: ['idp.get_user', 'idp.update_user'],
      limits: { wallMs, hostCalls: 500 },
    });
    const tookMs = performance.now() - begin - lateness.max / 1e6;
    lateness.disable();
    const { results, tookMs: neighbourMs } = await neighbour.stop();

    expect({ kind: result.ok ? 'ok' : result.kind, ...result }).toMatchObject({ kind });
    if (result.ok) expect(result.value).toBe('contained');
    expect(tookMs).toBeLessThan(wallMs + GRACE_MS);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(median(neighbourMs)).toBeLessThan(USUAL_MS);
    expect(lateness.percentile(50) / 1e6).toBeLessThan(LATE_MS);
    await eventually(() => {
      expect(sandbox.stats()).toMatchObject({ running: 0, waiting: 0 });
      expect(sandboxProcesses().filter(({ rssMb }) => rssMb > IDLE_MB)).toEqual([]);
    });
  });
});

test('and the server holds nothing of them', () => {
  expect(heldMb() - heldBeforeMb).toBeLessThan(LEFT_MB);
});

test('there are many of them, and each says what it threatens', () => {
  expect(scripts.length).toBeGreaterThanOrEqual(40);
  const unclear = scripts.filter(
    ({ header }) => !/Threat: .+[\s\S]+If it got through: .+[\s\S]+Ends as: \w+/.test(header),
  );
  expect(unclear).toEqual([]);
});
