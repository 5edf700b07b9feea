import { sql } from '../../../platform/db/index.ts';
import { createBell } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import type { ClaimerParts } from './claimer.ts';

/** A lost signal costs at most this. */
const POLL_MS = 1000;

/** Stops flows of this process that are not its own any more: cancelled, or taken over. */
export function watchCancellations(
  { db, signals, log }: Services,
  { underWay, worker }: ClaimerParts,
): { stop(): Promise<void> } {
  const bell = createBell();
  let isStopped = false;
  const silence = [signals.on('cancelled_flows', bell.ring), signals.onResume(bell.ring)];

  const look = async () => {
    // Taken before the question: what is claimed meanwhile is not missed in the answer.
    const running = underWay.all();
    if (running.length === 0) return;
    const rows = await db.system((tx) =>
      tx.query<{ id: string; claim: number }>(
        sql`SELECT id, claim FROM action_flows WHERE worker_id = ${worker.id}::bigint AND status = 'RUNNING'`,
      ),
    );
    const held = new Set(rows.map(({ id, claim }) => `${id} ${claim}`));
    for (const { flow, stop } of running) if (!held.has(`${flow.id} ${flow.claim}`)) stop('cancelled');
  };

  const loop = async () => {
    while (!isStopped) {
      bell.reset();
      await look().catch((error: unknown) => log.warn({ err: error }, 'flows: could not look for what was cancelled'));
      await bell.wait(POLL_MS);
    }
  };

  const running = loop();
  return {
    stop: async () => {
      isStopped = true;
      for (const off of silence) off();
      bell.ring();
      await running;
    },
  };
}
