import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';

export interface SureWriter<Outcome> {
  /** Resolves when the outcome is in the database; never for one that the database refuses in any form. */
  write(outcome: Outcome): Promise<void>;
}

export interface SureWriterOptions<Outcome> {
  log: Log;
  /** Writes them all or none. */
  record(outcomes: Outcome[]): Promise<void>;
  /** What became of the work matters most: what the database does not take is left out, one thing after the other. */
  reductions: readonly ((outcome: Outcome) => Outcome)[];
  /** For the log: whose outcome it is. */
  describe(outcome: Outcome): object;
}

interface Waiting<Outcome> {
  outcome: Outcome;
  done: () => void;
}

const MOST_AT_ONCE = 500;
const RETRY_MS = 250;

/**
 * Gathers outcomes while the last ones are being written and writes them together: one alone goes at once, thousands
 * a second share their commits. While the database is away they wait; who makes them bounds how many can.
 */
export function createSureWriter<Outcome>(options: SureWriterOptions<Outcome>): SureWriter<Outcome> {
  let waiting: Waiting<Outcome>[] = [];
  let isRunning = false;

  const drain = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      const refused = await writeSurely(
        options,
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
async function writeSurely<Outcome>(options: SureWriterOptions<Outcome>, outcomes: Outcome[]): Promise<Outcome[]> {
  const refusal = await writeOrRefusal(options, outcomes);
  if (!refusal) return [];
  const [only, ...others] = outcomes;
  if (only && others.length === 0) return writeReduced(options, only, refusal);
  const middle = Math.ceil(outcomes.length / 2);
  const first = await writeSurely(options, outcomes.slice(0, middle));
  return [...first, ...(await writeSurely(options, outcomes.slice(middle)))];
}

/** Tries until the database has taken them, or has refused what is in them: then, answers its error. */
async function writeOrRefusal<Outcome>(
  { log, record }: SureWriterOptions<Outcome>,
  outcomes: Outcome[],
): Promise<{ refusal: unknown } | null> {
  for (;;) {
    try {
      await record(outcomes);
      return null;
    } catch (error) {
      if (isRefusedContent(error)) return { refusal: error };
      log.warn({ err: error, count: outcomes.length }, 'results are not written yet; trying again');
      await wait(RETRY_MS);
    }
  }
}

async function writeReduced<Outcome>(
  options: SureWriterOptions<Outcome>,
  outcome: Outcome,
  { refusal }: { refusal: unknown },
): Promise<Outcome[]> {
  const { log, reductions, describe } = options;
  log.error({ err: refusal, ...describe(outcome) }, 'a result is kept without what the database refuses');
  let reduced = outcome;
  for (const reduce of reductions) {
    reduced = reduce(reduced);
    if (!(await writeOrRefusal(options, [reduced]))) return [];
  }
  // It stays claimed until this process ends; others do not wait for it.
  log.error(describe(outcome), 'a result cannot be stored');
  return [outcome];
}

/** SQLSTATE classes 22 (data), 23 (constraint) and 54 (limits): the content, not the moment, is wrong. */
function isRefusedContent(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^(22|23|54)/.test(code);
}
