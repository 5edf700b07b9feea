import type { Topic } from '../../../platform/signals/index.ts';
import type { Services } from '../../../services.ts';
import { createBell } from './bell.ts';
import type { SenderParts } from './sender-parts.ts';

/** A lost signal costs at most this. */
const POLL_MS = 500;
/** A full process empties, and a lost lock is held again, without a signal. */
const SOON_MS = 5;
/** What waits for room is looked at when a lane has some again, and after this: not every lane tells of it. */
const ROOM_MS = 50;
const AFTER_ERROR_MS = 500;

interface Claimer {
  /** For the log. */
  name: string;
  /** What there may be something new after. */
  topics: readonly Topic[];
  /** Claims once. `again`: there may be more at once. */
  claim(): Promise<{ again: boolean; waitsForRoom: boolean }>;
}

/** Claims for as long as there is anything to claim and room to send it, then waits for a signal. */
export function startClaimLoop(
  { signals, log }: Services,
  { lanes, worker, strays }: Pick<SenderParts, 'lanes' | 'worker' | 'strays'>,
  { name, topics, claim }: Claimer,
): { stop(): Promise<void> } {
  const bell = createBell();
  let isStopped = false;
  let waitsForRoom = false;
  const ringForRoom = () => {
    if (waitsForRoom) bell.ring();
  };
  const silence = [
    lanes.onRoom(ringForRoom),
    ...topics.map((topic) => signals.on(topic, bell.ring)),
    signals.onResume(bell.ring),
  ];

  const loop = async () => {
    while (!isStopped) {
      if (!lanes.hasRoom() || !worker.isHeld) {
        await bell.waitSilently(SOON_MS);
        continue;
      }
      bell.reset();
      try {
        const claimed = await claim();
        waitsForRoom = claimed.waitsForRoom;
        if (!claimed.again) await bell.wait(waitsForRoom ? ROOM_MS : POLL_MS);
      } catch (error) {
        // Lost with its connection, it may have been committed all the same: then its deliveries are claimed by us.
        strays.suspect();
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
