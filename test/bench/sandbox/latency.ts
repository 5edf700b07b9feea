import { startChild } from '../harness/child.ts';
import { median, percentile } from '../harness/percentiles.ts';
import type { BenchResult } from '../harness/result.ts';
import type { BareCycleCommands } from './bare-cycle.ts';
import { timeInTurn, withSandbox } from './runs.ts';

const RUNS = 500;
const WARM_UP = 100;
const TENANTS = 300;

/** A trivial script over and over, and the first run of tenants that nobody has seen before, one at a time. */
export async function measureLatency(): Promise<BenchResult> {
  const bare = await measureBare();
  return withSandbox({}, async (sandbox) => {
    await timeInTurn(sandbox, WARM_UP, () => 'warm-up');
    const warm = await timeInTurn(sandbox, RUNS, () => 'tenant');
    const first = await timeInTurn(sandbox, TENANTS, (index) => `new-${index}`);
    const figures = [
      {
        key: 'warmP50',
        label: 'a trivial script, warm, p50',
        unit: 'ms',
        reached: median(warm),
        target: { atMost: 2 * median(bare) },
        floor: { label: 'bare isolated-vm cycle', value: median(bare) },
      },
      { key: 'warmP99', label: 'a trivial script, warm, p99', unit: 'ms', reached: percentile(warm, 0.99) },
      {
        key: 'firstP99',
        label: 'first run of a tenant, p99',
        unit: 'ms',
        reached: percentile(first, 0.99),
        target: { atMost: 20 },
      },
    ];
    return {
      figures,
      faults: [],
      notes: [`latency: ${RUNS} runs of one tenant, then one each of ${TENANTS} new ones, without persistence`],
    };
  });
}

async function measureBare(): Promise<number[]> {
  const child = startChild<BareCycleCommands>('../sandbox/bare-cycle.ts', ['--no-node-snapshot']);
  try {
    await child.ask('cycles', WARM_UP);
    return await child.ask('cycles', RUNS);
  } finally {
    await child.stop();
  }
}
