import { sql } from '../../../platform/db/index.ts';
import { createBell, type WorkerIdentity } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { RunsUnderWay } from './under-way.ts';

/** A lost signal costs at most this. */
const POLL_MS = 500;

export interface Cancellations {
  /** Looks now. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Stops runs of this process that are not its own any more: cancelled, replaced, or taken over. */
export function watchCancellations(
  { db, signals, log }: Services,
  { underWay, worker }: { underWay: RunsUnderWay; worker: WorkerIdentity },
): Cancellations {
  const bell = createBell();
  let isStopped = false;
  const silence = [signals.on('cancelled_runs', bell.ring), signals.onResume(bell.ring)];

  const find = async () => {
    // Taken before the question: what is claimed meanwhile is not missed in the answer.
    const running = underWay.all();
    if (running.length === 0) return;
    const rows = await db.system((tx) =>
      tx.query<{ id: string; claim: number }>(
        sql`SELECT id, claim FROM task_runs WHERE worker_id = ${worker.id}::bigint AND status = 'RUNNING'`,
      ),
    );
    const held = new Set(rows.map(({ id, claim }) => `${id} ${claim}`));
    for (const { runId, claim, stop } of running) if (!held.has(`${runId} ${claim}`)) stop('cancelled');
  };

  const look = () =>
    find().catch((error: unknown) => log.warn({ err: error }, 'runs: could not look for what was cancelled'));

  const loop = async () => {
    while (!isStopped) {
      bell.reset();
      await look();
      await bell.wait(POLL_MS);
    }
  };

  const running = loop();
  return {
    look,
    stop: async () => {
      isStopped = true;
      for (const off of silence) off();
      bell.ring();
      await running;
    },
  };
}
