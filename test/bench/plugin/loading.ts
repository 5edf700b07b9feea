import { startChild } from '../harness/child.ts';
import { median, percentile } from '../harness/percentiles.ts';
import type { BenchResult } from '../harness/result.ts';
import { largestBundle } from './bundles.ts';
import type { LoadCycleCommands } from './load-cycle.ts';

const LOADS = 200;
const WARM_UP = 20;

/** What it takes until the largest plugin is ready in an isolate, when its process has seen it before. */
export async function measureLoading(): Promise<BenchResult> {
  const { name, code } = await largestBundle();
  const child = startChild<LoadCycleCommands>('../plugin/load-cycle.ts', ['--no-node-snapshot']);
  try {
    const [first] = await child.ask('load', { code, count: WARM_UP });
    const loads = await child.ask('load', { code, count: LOADS });
    const tookMs = loads.map(({ ms }) => ms);
    return {
      figures: [
        {
          key: 'loadP50',
          label: 'loading the largest bundle, cached, p50',
          unit: 'ms',
          reached: median(tookMs),
          target: { atMost: 10 },
        },
        {
          key: 'loadP99',
          label: 'loading the largest bundle, cached, p99',
          unit: 'ms',
          reached: percentile(tookMs, 0.99),
        },
        {
          key: 'isolateMemory',
          label: 'heap of an isolate with it',
          unit: 'MB',
          reached: Math.max(...loads.map(({ mb }) => mb)),
          target: { atMost: 25 },
        },
      ],
      faults: [],
      notes: [
        `loading: ${name}, ${Math.round(code.length / 1024)} KB, ${LOADS} times; the first time in a process took ${first?.ms.toFixed(1)} ms`,
      ],
    };
  } finally {
    await child.stop();
  }
}
