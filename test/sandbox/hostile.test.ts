import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { median } from '../bench/harness/percentiles.ts';
import { eventually } from '../harness/eventually.ts';
import { startNeighbour } from './setup/neighbour.ts';
import { sandboxProcesses } from './setup/processes.ts';
import { attempt, startSandbox } from './setup/sandbox.ts';

const WALL_MS = 1000;
/** Filling memory takes its time; what is asked is that it does not end as anything else. */
const FILLING_MS = 10_000;
const GRACE_MS = 500;
/** A process that has held nothing yet takes about 60. */
const IDLE_MB = 110;

/** Of the neighbour's runs, on a machine that does other things too. */
const USUAL_MS = 100;

const folder = new URL('./hostile/', import.meta.url);
const scripts = readdirSync(folder).map((file) => {
  const code = readFileSync(new URL(file, folder), 'utf8');
  const header = code.slice(0, code.indexOf('*/'));
  return { name: file.replace('.js', ''), code, header, kind: /Ends as: (\w+)/.exec(header)?.[1] };
});

const sandbox = await startSandbox({ processes: 4, idleProcesses: 2 });

describe('a hostile script ends as what it is, in time, and nobody else notices', () => {
  test.each(scripts)('$kind: $name', async ({ code, kind }) => {
    const neighbour = startNeighbour(sandbox);
    const wallMs = kind === 'out_of_memory' ? FILLING_MS : WALL_MS;
    const begin = performance.now();
    const { result } = await attempt(sandbox, code, {
      tenantId: 'hostile',
      capabilities: ['idp.get_user', 'idp.update_user'],
      limits: { wallMs, hostCalls: 500 },
    });
    const tookMs = performance.now() - begin;
    const { results, tookMs: neighbourMs } = await neighbour.stop();

    expect({ kind: result.ok ? 'ok' : result.kind, ...result }).toMatchObject({ kind });
    if (result.ok) expect(result.value).toBe('contained');
    expect(tookMs).toBeLessThan(wallMs + GRACE_MS);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(median(neighbourMs)).toBeLessThan(USUAL_MS);
    await eventually(() => {
      expect(sandbox.stats()).toMatchObject({ running: 0, waiting: 0 });
      expect(sandboxProcesses().filter(({ rssMb }) => rssMb > IDLE_MB)).toEqual([]);
    });
  });
});

test('there are many of them, and each says what it threatens', () => {
  expect(scripts.length).toBeGreaterThanOrEqual(40);
  const unclear = scripts.filter(
    ({ header }) => !/Threat: .+[\s\S]+If it got through: .+[\s\S]+Ends as: \w+/.test(header),
  );
  expect(unclear).toEqual([]);
});
