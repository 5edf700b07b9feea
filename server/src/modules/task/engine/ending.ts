import type { ScriptEffect } from '../../script/index.ts';
import { hashPlan } from '../run/plan-hash.ts';
import { WAITS } from '../run/waiting-reasons.ts';
import type { ClaimedRun } from './claimed-run.ts';
import type { Notes } from './notes.sql.ts';
import { isBraked } from './removal-brake.ts';
import { cut, storable, storableText } from './storable.ts';

/** What came of executing a run once. `dropped`: it is not ours any more, and how it ended is written already. */
export type Execution =
  | { kind: 'success'; output: string }
  | { kind: 'failure'; errorKind: string; error: string }
  | { kind: 'parked'; reason: string }
  | { kind: 'dropped' };

/** What is to be written of it. The claim fences it: one that has lapsed writes nothing. */
export interface Ending {
  run: ClaimedRun;
  /** Null: only the notes are written. */
  status: 'SUCCESS' | 'ERROR' | 'PENDING' | 'WAITING_CONFIRMATION' | null;
  output: string | null;
  error: string | null;
  errorKind: string | null;
  planHash: string | null;
  /** Of this execution; the run counts those of all. */
  removals: number;
  waitingReason: string | null;
  nextEligibleAt: Date | null;
  notes: Notes;
}

const MOST_OUTPUT_CHARACTERS = 64 * 1024;
const MOST_ERROR_CHARACTERS = 8 * 1024;
/** A run that is made again waits this much longer each time. */
const RETRY_STEP_MS = 1000;

/** Decides what follows from an execution: it is over, it parks, or it is made again. */
export function decideEnding(
  run: ClaimedRun,
  execution: Execution,
  told: { notes: Notes; effects: readonly ScriptEffect[]; now: Date },
): Ending {
  const { notes, effects, now } = told;
  const made = effects.filter(({ isRemoval, outcome }) => isRemoval && outcome === 'changed').length;
  // Under a cap, each was counted before it was made.
  const removals = isBraked(run) ? 0 : made;
  const ending: Ending = {
    run,
    status: null,
    output: null,
    error: null,
    errorKind: null,
    planHash: null,
    removals,
    waitingReason: null,
    nextEligibleAt: null,
    notes,
  };
  switch (execution.kind) {
    case 'dropped':
      return ending;
    case 'parked':
      return { ...ending, status: 'WAITING_CONFIRMATION', waitingReason: execution.reason };
    case 'success':
      return {
        ...ending,
        status: 'SUCCESS',
        output: kept(execution.output, MOST_OUTPUT_CHARACTERS),
        planHash: run.mode === 'PLAN' ? hashPlan(storable([...effects])) : null,
      };
    case 'failure':
      return failureEnding(ending, execution, now);
  }
}

function failureEnding(
  ending: Ending,
  { errorKind, error }: Extract<Execution, { kind: 'failure' }>,
  now: Date,
): Ending {
  const { attempt, task } = ending.run;
  if (errorKind === 'crashed' && mayRetry({ attempt, ...task })) {
    const nextEligibleAt = new Date(now.getTime() + attempt * RETRY_STEP_MS);
    return {
      ...ending,
      status: 'PENDING',
      notes: notesOfRetried(ending),
      waitingReason: WAITS.retry(attempt, errorKind),
      nextEligibleAt,
    };
  }
  return { ...ending, status: 'ERROR', errorKind, error: kept(error, MOST_ERROR_CHARACTERS) };
}

/** A plan that is made again lists what the next execution would do, and nothing of this one. */
function notesOfRetried({ run, notes }: Ending): Notes {
  return run.mode === 'PLAN' ? { ...notes, effects: [] } : notes;
}

/** Whether a run that died half-way is made once more. */
export function mayRetry(of: { attempt: number; isSafeToRetry: boolean; maxRetries: number }): boolean {
  return of.isSafeToRetry && of.attempt <= of.maxRetries;
}

function kept(text: string, most: number): string {
  return cut(storableText(text), most);
}
