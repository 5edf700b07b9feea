import type { BenchResult } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import { measureLatency } from './sandbox/latency.ts';
import { measureMemory } from './sandbox/memory.ts';
import { measureNeighbours } from './sandbox/neighbours.ts';
import { measureThroughput } from './sandbox/throughput.ts';

/** What a run in the sandbox costs by itself: nothing is persisted, and no server takes part. */
const PARTS: readonly (() => Promise<BenchResult>)[] = [
  measureLatency,
  measureThroughput,
  measureNeighbours,
  measureMemory,
];

export async function sandbox(): Promise<BenchResult> {
  const result: BenchResult = { figures: [], faults: [], notes: [] };
  for (const measure of PARTS) {
    const part = await measure();
    result.figures.push(...part.figures);
    result.faults.push(...part.faults);
    result.notes.push(...part.notes);
  }
  return result;
}

if (import.meta.main) await runBenches({ sandbox });
