import type { HostAnswer } from '../../../server/src/sandbox/index.ts';
import { sandboxProcesses } from '../../sandbox/setup/processes.ts';
import type { BenchResult } from '../harness/result.ts';
import { ASKING, timeRun, withSandbox } from './runs.ts';

const AT_ONCE = 8;
const ROUNDS = 50;

/** What a process takes while it holds eight runs, over and over, each of which waits for the last to have begun. */
export async function measureMemory(): Promise<BenchResult> {
  return withSandbox({ processes: 1, idleProcesses: 1, runsPerProcess: AT_ONCE }, async (sandbox) => {
    let most = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers: ((answer: HostAnswer) => void)[] = [];
      const call = () =>
        new Promise<HostAnswer>((resolve) => {
          answers.push(resolve);
          if (answers.length < AT_ONCE) return;
          most = Math.max(most, ...sandboxProcesses().map(({ rssMb }) => rssMb));
          for (const answer of answers) answer({ ok: true, value: null });
        });
      const run = () => timeRun(sandbox, { tenantId: 'tenant', code: ASKING, host: { call } });
      await Promise.all(Array.from({ length: AT_ONCE }, run));
    }
    return {
      figures: [
        {
          key: 'processMemory',
          label: `memory of a process with ${AT_ONCE} runs, most`,
          unit: 'MB',
          reached: most,
          target: { atMost: 150 },
        },
      ],
      faults: [],
      notes: [`memory: resident, ${ROUNDS} times ${AT_ONCE} runs at once`],
    };
  });
}
