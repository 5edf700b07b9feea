import type { BenchResult } from '../harness/result.ts';
import { timeRun, withSandbox } from './runs.ts';

const TENANTS = 1000;
const RUNS = 5000;
const WARM_UP = 500;
const AT_ONCE = 32;

/** Trivial runs of many tenants, each in its turn, as many at once as a busy worker has. */
export async function measureThroughput(): Promise<BenchResult> {
  return withSandbox({}, async (sandbox) => {
    await runAll(WARM_UP);
    const begin = performance.now();
    await runAll(RUNS);
    const rate = RUNS / ((performance.now() - begin) / 1000);
    return {
      figures: [
        {
          key: 'throughput',
          label: `trivial runs, ${TENANTS.toLocaleString('en')} tenants in turn`,
          unit: '/s',
          reached: rate,
          target: { atLeast: 300 },
        },
      ],
      faults: [],
      notes: [`throughput: ${RUNS} runs, ${AT_ONCE} at once`],
    };

    async function runAll(count: number): Promise<void> {
      let next = 0;
      const loop = async () => {
        while (next < count) {
          next += 1;
          await timeRun(sandbox, { tenantId: `tenant-${next % TENANTS}` });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, loop));
    }
  });
}
