import type { Database } from '../db/index.ts';
import type { Log } from '../log.ts';
import type { Signals, Topic } from '../signals/index.ts';
import { createBell } from './bell.ts';
import type { ClaimTable } from './claim-table.ts';
import { claimKey, findHeld } from './held-rows.ts';
import type { WorkerIdentity } from './worker-registry.ts';

export interface LapsedClaims {
  /** Looks now. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

interface Watched {
  table: ClaimTable;
  /** Raised where claims are ended on purpose. */
  topic: Topic;
  /** A lost signal costs at most this. */
  pollMs: number;
  worker: Pick<WorkerIdentity, 'id'>;
  /** What this process works on. */
  underWay(): readonly { id: string; claim: number; stop(): void }[];
}

/** Stops work of this process that is not its own any more: cancelled, replaced, or taken over. */
export function watchLapsedClaims(
  { db, signals, log }: { db: Database; signals: Signals; log: Log },
  { table, topic, pollMs, worker, underWay }: Watched,
): LapsedClaims {
  const bell = createBell();
  let isStopped = false;
  const silence = [signals.on(topic, bell.ring), signals.onResume(bell.ring)];

  const stopLapsed = async () => {
    // Taken before the question: what is claimed meanwhile is not missed in the answer.
    const running = underWay();
    if (running.length === 0) return;
    const held = new Set((await findHeld(db, table, worker.id)).map(claimKey));
    for (const one of running) if (!held.has(claimKey(one))) one.stop();
  };

  const look = () =>
    stopLapsed().catch((error: unknown) => log.warn({ err: error, table }, 'could not look for what was cancelled'));

  const loop = async () => {
    while (!isStopped) {
      bell.reset();
      await look();
      await bell.wait(pollMs);
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
