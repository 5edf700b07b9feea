import { sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';
import type { RunCounts } from './counts.ts';

type Counted = Pick<Services, 'db' | 'log'>;
interface Counter {
  waiting: Map<string, RunCounts>;
  isWriting: boolean;
}

const counters = new WeakMap<Counted['db'], Counter>();

/** Counts a run of a version. What comes while counts are being written is written together; a lost count is no harm. */
export function countRun(services: Counted, pluginVersionId: string, isFailure: boolean): void {
  const counter = counters.get(services.db) ?? { waiting: new Map(), isWriting: false };
  counters.set(services.db, counter);
  const { runs, failures } = counter.waiting.get(pluginVersionId) ?? { runs: 0, failures: 0 };
  counter.waiting.set(pluginVersionId, { runs: runs + 1, failures: failures + (isFailure ? 1 : 0) });
  if (!counter.isWriting) void writeAll(services, counter);
}

async function writeAll(services: Counted, counter: Counter): Promise<void> {
  counter.isWriting = true;
  try {
    while (counter.waiting.size > 0) {
      const counts = counter.waiting;
      counter.waiting = new Map();
      await write(services, counts);
    }
  } catch (error) {
    services.log.warn({ err: error }, 'plugins: counts of runs were not written');
  } finally {
    counter.isWriting = false;
  }
}

/** In the order of ids, so that two processes that count the same versions do not wait for each other. */
function write({ db }: Counted, counts: ReadonlyMap<string, RunCounts>): Promise<number> {
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, each]) => ({ id, ...each }));
  return db.system((tx) =>
    tx.execute(sql`
      INSERT INTO plugin_version_stats AS s (plugin_version_id, runs, failures)
      SELECT r.id, r.runs, r.failures
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, runs bigint, failures bigint)
      ON CONFLICT (plugin_version_id) DO UPDATE
      SET runs = s.runs + EXCLUDED.runs, failures = s.failures + EXCLUDED.failures, updated_at = now()`),
  );
}
