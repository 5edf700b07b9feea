import { setTimeout as wait } from 'node:timers/promises';
import type { Services } from '../../../services.ts';
import type { Outcome } from './outcome.ts';
import { recordOutcomes } from './record-outcomes.ts';

export interface OutcomeWriter {
  /** Resolves when the outcome is in the database; never for one that the database refuses in any form. */
  write(outcome: Outcome): Promise<void>;
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
  let isRunning = false;

  const drain = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      const refused = await writeSurely(
        services,
        batch.map((entry) => entry.outcome),
      );
      for (const { outcome, done } of batch) if (!refused.includes(outcome)) done();
    }
    isRunning = false;
  };

  return {
    write: (outcome) =>
      new Promise((done) => {
        waiting.push({ outcome, done });
        if (!isRunning) void drain();
      }),
  };
}

/**
 * Writes until it is written. A batch that the database refuses for one row's content is halved down to that row.
 * Answers what was refused in every form.
 */
async function writeSurely(services: Services, outcomes: Outcome[]): Promise<Outcome[]> {
  const refusal = await writeOrRefusal(services, outcomes);
  if (!refusal) return [];
  const [only, ...others] = outcomes;
  if (only && others.length === 0) return writeReduced(services, only, refusal);
  const middle = Math.ceil(outcomes.length / 2);
  const first = await writeSurely(services, outcomes.slice(0, middle));
  return [...first, ...(await writeSurely(services, outcomes.slice(middle)))];
}

/** Tries until the database has taken them, or has refused what is in them: then, answers its error. */
async function writeOrRefusal(services: Services, outcomes: Outcome[]): Promise<{ refusal: unknown } | null> {
  for (;;) {
    try {
      await recordOutcomes(services, outcomes);
      return null;
    } catch (error) {
      if (isRefusedContent(error)) return { refusal: error };
      services.log.warn({ err: error, count: outcomes.length }, 'results are not written yet; trying again');
      await wait(RETRY_MS);
    }
  }
}

/** What became of the delivery matters most: what the database does not take is left out, one thing after the other. */
const REDUCTIONS: readonly ((outcome: Outcome) => Outcome)[] = [
  (outcome) => ({ ...outcome, error: outcome.error && UNSTORABLE }),
  (outcome) => ({ ...outcome, attempt: outcome.attempt && { ...outcome.attempt, request: null, response: null } }),
];
const UNSTORABLE = 'the reason could not be stored';

async function writeReduced(
  services: Services,
  outcome: Outcome,
  { refusal }: { refusal: unknown },
): Promise<Outcome[]> {
  const { deliveryId } = outcome;
  services.log.error({ err: refusal, deliveryId }, 'an attempt is kept without what the database refuses');
  let reduced = outcome;
  for (const reduce of REDUCTIONS) {
    reduced = reduce(reduced);
    if (!(await writeOrRefusal(services, [reduced]))) return [];
  }
  // It stays claimed until this process ends; others do not wait for it.
  services.log.error({ deliveryId }, 'the result of a delivery cannot be stored');
  return [outcome];
}

/** SQLSTATE classes 22 (data), 23 (constraint) and 54 (limits): the content, not the moment, is wrong. */
function isRefusedContent(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(22|23|54)/.test(code);
}
