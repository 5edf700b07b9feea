import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../../server/src/sandbox/index.ts';
import { percentile } from '../harness/percentiles.ts';
import type { BenchResult } from '../harness/result.ts';
import { ENDLESS, timeRun, withSandbox } from './runs.ts';

const RUNS = 400;
const EVERY_MS = 15;
const GREEDY_RUNS = 20;
const WARM_UP = 50;
const SETTLE_MS = 1000;

/** One tenant's small runs, alone, and beside a tenant whose scripts loop for as long as they may. */
export async function measureNeighbours(): Promise<BenchResult> {
  return withSandbox({}, async (sandbox) => {
    await paced(sandbox, WARM_UP);
    const alone = percentile(await paced(sandbox, RUNS), 0.99);
    const beside = percentile(await besideGreedy(sandbox), 0.99);
    return {
      figures: [
        {
          key: 'besideP99',
          label: `a tenant’s p99 beside ${GREEDY_RUNS} endless scripts of another`,
          unit: 'ms',
          reached: beside,
          target: { atMost: 2 * alone },
          floor: { label: 'alone', value: alone },
        },
      ],
      faults: [],
      notes: [`neighbours: ${RUNS} runs, one each ${EVERY_MS} ms; p99 alone ${alone.toFixed(1)} ms`],
    };
  });
}

async function besideGreedy(sandbox: Sandbox): Promise<number[]> {
  const cancel = new AbortController();
  const host = { signal: cancel.signal };
  const greedy = Array.from({ length: GREEDY_RUNS }, async () => {
    while (!cancel.signal.aborted) await timeRun(sandbox, { tenantId: 'greedy', code: ENDLESS, host }).catch(() => 0);
  });
  await pause(SETTLE_MS);
  const tookMs = await paced(sandbox, RUNS);
  cancel.abort();
  await Promise.all(greedy);
  return tookMs;
}

async function paced(sandbox: Sandbox, count: number): Promise<number[]> {
  const tookMs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    tookMs.push(await timeRun(sandbox, { tenantId: 'small' }));
    await pause(EVERY_MS);
  }
  return tookMs;
}
