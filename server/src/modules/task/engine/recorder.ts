import { newId } from '../../../platform/id.ts';

import type { Services } from '../../../services.ts';
import type { LogLine, ScriptEffect } from '../../script/index.ts';
import type { ClaimedRun } from './claimed-run.ts';
import { type EffectInsert, type LogInsert, type Notes, writeNotes } from './notes.sql.ts';
import { storable, storableText } from './storable.ts';

/** What is told while a run goes on is written this often. */
const FLUSH_MS = 200;
/** Once this much is gathered, it is written at once. */
const MOST_GATHERED = 500;

/** Takes what a run tells of itself, and writes it a batch at a time while it goes on. */
export interface Recorder {
  log(lines: readonly LogLine[]): void;
  effect(effect: ScriptEffect): void;
  /** What is not written yet; from here on, somebody else writes it. */
  takeRest(): Promise<Notes>;
  /** All effects so far, in their order: what a plan is made of. */
  readonly effects: readonly ScriptEffect[];
}

export function createRecorder(services: Services, run: ClaimedRun): Recorder {
  let logs: LogInsert[] = [];
  let waiting: EffectInsert[] = [];
  const effects: ScriptEffect[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const take = (): Notes => {
    const notes = { logs, effects: waiting };
    logs = [];
    waiting = [];
    return notes;
  };
  // A plan's effects are there all together, or not at all.
  const takeSome = (): Notes => (run.mode === 'PLAN' ? { logs: logs.splice(0), effects: [] } : take());
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(async () => {
      const notes = takeSome();
      if (notes.logs.length + notes.effects.length === 0) return;
      try {
        await services.db.system((tx) => writeNotes(tx, run, notes));
        services.signals.raise('runs', [run.tenantId]);
      } catch (error) {
        services.log.warn({ err: error, runId: run.id }, 'what a run told is not written yet');
        logs = [...notes.logs, ...logs];
        waiting = [...notes.effects, ...waiting];
      }
    });
  };
  const gathered = () => {
    if (logs.length + waiting.length >= MOST_GATHERED) flush();
    else timer ??= setTimeout(flush, FLUSH_MS);
  };

  return {
    effects,
    log: (lines) => {
      for (const { level, text, at } of lines) logs.push({ id: newId(), level, text: storableText(text), at });
      gathered();
    },
    effect: (effect) => {
      effects.push(effect);
      waiting.push(toInsert(effect, run.planRunId ? 0 : run.lastEffect));
      gathered();
    },
    takeRest: async () => {
      clearTimeout(timer);
      await writing;
      clearTimeout(timer);
      return take();
    },
  };
}

/** A run that is made again goes on counting; one that applies a plan has the plan's numbers. */
function toInsert(effect: ScriptEffect, offset: number): EffectInsert {
  const { number, kind, summary, data, isRemoval, outcome, basis, result, error, at } = effect;
  return {
    number: offset + number,
    kind,
    summary: storableText(summary),
    data: storable(data),
    is_removal: isRemoval,
    outcome,
    basis: storable(basis),
    result: result === undefined ? null : storable(result),
    error: error === null ? null : storableText(error),
    at,
  };
}
