import { setTimeout as wait } from 'node:timers/promises';
import type { Services } from '../../../services.ts';
import type { Outcome } from './outcome.ts';
import { recordOutcomes } from './record-outcomes.ts';

export interface OutcomeWriter {
  /** Resolves when the outcome is in the database. */
  write(outcome: Outcome): Promise<void>;
  /** Resolves when nothing is left to write. */
  idle(): Promise<void>;
}

interface Waiting {
  outcome: Outcome;
  done: () => void;
}

const MOST_AT_ONCE = 500;
const RETRY_MS = 250;

/**
 * Gathers outcomes while the last ones are being written and writes them together: one alone goes at once, thousands
 * a second share their commits. While the database is away they wait; the lanes bound how many can.
 */
export function createOutcomeWriter(services: Services): OutcomeWriter {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  const drain = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      await writeSurely(services, batch.map((entry) => entry.outcome));
      for (const { done } of batch) done();
    }
    running = undefined;
  };

  return {
    write: (outcome) =>
      new Promise((done) => {
        waiting.push({ outcome, done });
        running ??= drain();
      }),
    idle: () => running ?? Promise.resolve(),
  };
}

/** Writes until it is written. A batch that the database refuses for one row's content is halved down to that row. */
async function writeSurely(services: Services, outcomes: Outcome[]): Promise<void> {
  for (;;) {
    try {
      return await recordOutcomes(services, outcomes);
    } catch (error) {
      if (isRefusedContent(error)) return writeApart(services, outcomes, error);
      services.log.warn({ err: error, count: outcomes.length }, 'results are not written yet; trying again');
      await wait(RETRY_MS);
    }
  }
}

async function writeApart(services: Services, outcomes: Outcome[], error: unknown): Promise<void> {
  const [only] = outcomes;
  if (outcomes.length === 1 && only?.attempt) {
    services.log.error({ err: error, deliveryId: only.deliveryId }, 'an attempt is kept without its request and response');
    return writeSurely(services, [{ ...only, attempt: { ...only.attempt, request: null, response: null } }]);
  }
  const middle = Math.ceil(outcomes.length / 2);
  await writeSurely(services, outcomes.slice(0, middle));
  if (middle < outcomes.length) await writeSurely(services, outcomes.slice(middle));
}

/** SQLSTATE class 22 (data exception): the content, not the moment, is wrong. */
function isRefusedContent(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && code.startsWith('22');
}
