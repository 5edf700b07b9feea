import { setTimeout as pause } from 'node:timers/promises';
import { createSureWriter, type LapsedClaims, type Strays } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { ClaimedRun } from './claimed-run.ts';
import { decideEnding, type Ending, type Execution } from './ending.ts';
import { recordEndings } from './record-endings.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { RunsUnderWay } from './under-way.ts';

export interface Runner {
  /** Executes claimed runs and records what came of each. Callers do not wait for it. */
  start(claimed: readonly ClaimedRun[]): void;
  /** Waits for what is under way, for so long; what is left then is stopped, and written as it is. */
  drain(ms: number): Promise<void>;
}

type Execute = (run: ClaimedRun, tools: { recorder: Recorder; signal: AbortSignal }) => Promise<Execution>;

export interface RunnerTools {
  underWay: RunsUnderWay;
  strays: Strays;
  cancellations: Pick<LapsedClaims, 'look'>;
  execute: Execute;
}

/** How long what was stopped may take to say so. */
const STOP_MS = 5000;

export function createRunner(services: Services, { underWay, strays, cancellations, execute }: RunnerTools): Runner {
  const { log, clock } = services;
  const writer = createSureWriter<Ending>({
    log,
    record: (endings) => recordEndings(services, endings),
    reductions: REDUCTIONS,
    describe: ({ run }) => ({ runId: run.id }),
  });

  const executeOrFailure = async (run: ClaimedRun, recorder: Recorder, signal: AbortSignal): Promise<Execution> => {
    try {
      return await execute(run, { recorder, signal });
    } catch (error) {
      log.error({ err: error, runId: run.id }, 'a run cannot be executed');
      return { kind: 'failure', errorKind: 'internal', error: 'something is wrong on our side, not with the script' };
    }
  };

  const runOne = async (run: ClaimedRun): Promise<void> => {
    const ending = new AbortController();
    const { tenantId, id: runId, claim } = run;
    underWay.add({ tenantId, runId, claim, stop: (reason) => ending.abort(reason) });
    try {
      // What it replaces is told to stop before it begins beside it.
      if (run.task.overlapPolicy === 'REPLACE') await cancellations.look();
      const recorder = createRecorder(services, run);
      const execution = await executeOrFailure(run, recorder, ending.signal);
      const notes = await recorder.takeRest();
      await writer.write(decideEnding(run, execution, { notes, effects: recorder.effects, now: clock.now() }));
    } catch (error) {
      strays.suspect();
      log.error({ err: error, runId }, 'a run was given up half-way');
    } finally {
      underWay.remove({ runId, claim });
    }
  };

  return {
    start: (claimed) => {
      for (const run of claimed) void runOne(run);
    },
    drain: async (ms) => {
      await untilIdle(underWay, ms);
      for (const { stop } of underWay.all()) stop('stopped');
      await untilIdle(underWay, STOP_MS);
    },
  };
}

async function untilIdle(underWay: RunsUnderWay, ms: number): Promise<void> {
  const until = Date.now() + ms;
  while (underWay.count > 0 && Date.now() < until) await pause(20);
}

const UNSTORABLE = 'what it answered could not be stored';

const REDUCTIONS: readonly ((ending: Ending) => Ending)[] = [
  (ending) => ({ ...ending, notes: { logs: [], effects: ending.notes.effects } }),
  (ending) => ({ ...ending, notes: { logs: [], effects: [] } }),
  (ending) => ({ ...ending, output: ending.output && UNSTORABLE, error: ending.error && UNSTORABLE }),
];
