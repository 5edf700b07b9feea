import type { Log } from '../log.ts';
import type { Signals, Topic } from '../signals/index.ts';
import { createBell } from './bell.ts';
import type { WorkerIdentity } from './worker-registry.ts';

/** A lost signal costs at most this. */
const POLL_MS = 500;
/** A full process empties, and a lost lock is held again, without a signal. */
const SOON_MS = 5;
/** What waits for room is looked at when there is some again, and after this: not every place tells of it. */
const ROOM_MS = 50;
const AFTER_ERROR_MS = 500;

export interface Claimer {
  /** For the log. */
  name: string;
  /** What there may be something new after. */
  topics: readonly Topic[];
  /** Calls when there may be room again for what has waited for it; answers what ends that. */
  onRoom?(listener: () => void): () => void;
  /** Whether there is room for anything now. */
  hasRoom(): boolean;
  /** Claims once. `again`: there may be more at once. `dueInMs`: something is known to be due by then. */
  claim(): Promise<{ again: boolean; waitsForRoom: boolean; dueInMs?: number }>;
  /** A claim failed; lost with its connection, it may have been committed all the same. */
  onFailure(): void;
}

/** Claims for as long as there is anything to claim and room for it, then waits for a signal. */
export function startClaimLoop(
  { signals, log, worker }: { signals: Signals; log: Log; worker: Pick<WorkerIdentity, 'isHeld'> },
  { name, topics, onRoom, hasRoom, claim, onFailure }: Claimer,
): { stop(): Promise<void> } {
  const bell = createBell();
  let isStopped = false;
  let isWaitingForRoom = false;
  const silence = [...topics.map((topic) => signals.on(topic, bell.ring)), signals.onResume(bell.ring)];
  if (onRoom) silence.push(onRoom(() => isWaitingForRoom && bell.ring()));

  const loop = async () => {
    while (!isStopped) {
      if (!hasRoom() || !worker.isHeld) {
        await bell.waitSilently(SOON_MS);
        continue;
      }
      bell.reset();
      try {
        const { again, waitsForRoom, dueInMs = POLL_MS } = await claim();
        isWaitingForRoom = waitsForRoom;
        if (!again) await bell.wait(Math.min(waitsForRoom ? ROOM_MS : POLL_MS, dueInMs));
      } catch (error) {
        onFailure();
        log.warn({ err: error }, `${name}: failed and is repeated`);
        await bell.waitSilently(AFTER_ERROR_MS);
      }
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
