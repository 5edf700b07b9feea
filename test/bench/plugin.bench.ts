import type { BenchResult } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import { measureLoading } from './plugin/loading.ts';
import { measureWarmAction } from './plugin/warm-action.ts';

/** What a plugin costs beside what it does: nothing is persisted, and no server takes part. */
export async function plugin(): Promise<BenchResult> {
  const action = await measureWarmAction();
  const loading = await measureLoading();
  return {
    figures: [...action.figures, ...loading.figures],
    faults: [...action.faults, ...loading.faults],
    notes: [...action.notes, ...loading.notes],
  };
}

if (import.meta.main) await runBenches({ plugin });
