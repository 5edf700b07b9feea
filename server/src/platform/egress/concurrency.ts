import type { Cancellation, CancelReason } from './cancellation.ts';

/**
 * A number of slots, shared by lanes: a lane holds so many at most, and those that wait have their turns, each first
 * come, first served.
 */
export class Slots {
  readonly #max: number;
  readonly #maxOfLane: number;
  #taken = 0;
  #waitingCount = 0;
  readonly #takenBy = new Map<string, number>();
  /** By lane, the next one to have its turn first. In a lane, insertion order is that of arrival; leaving costs nothing. */
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(max: number, maxOfLane = max) {
    this.#max = max;
    this.#maxOfLane = maxOfLane;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waitingCount;
  }

  get isIdle(): boolean {
    return this.#taken === 0 && this.#waitingCount === 0;
  }

  /** True when a slot was free and is now the caller's. */
  tryTake(lane = ''): boolean {
    if (this.#taken >= this.#max || this.#isFull(lane)) return false;
    this.#taken += 1;
    this.#count(lane, 1);
    return true;
  }

  /** Calls `granted` once a slot is the caller's. The returned function leaves the queue. */
  wait(granted: () => void, lane = ''): () => void {
    if (this.tryTake(lane)) {
      granted();
      return () => {};
    }
    const queue = this.#waiting.get(lane) ?? new Set();
    this.#waiting.set(lane, queue.add(granted));
    this.#waitingCount += 1;
    return () => this.#leave(lane, granted);
  }

  async take(lane = ''): Promise<void> {
    await new Promise<void>((resolve) => this.wait(resolve, lane));
  }

  /** The slot goes to the lane whose turn it is, without being free in between. */
  release(lane = ''): void {
    this.#count(lane, -1);
    for (const [next, queue] of this.#waiting) {
      const [granted] = queue;
      if (!granted || this.#isFull(next)) continue;
      this.#leave(next, granted);
      if (this.#waiting.delete(next)) this.#waiting.set(next, queue);
      this.#count(next, 1);
      granted();
      return;
    }
    this.#taken -= 1;
  }

  #isFull(lane: string): boolean {
    return (this.#takenBy.get(lane) ?? 0) >= this.#maxOfLane;
  }

  #count(lane: string, change: number): void {
    const taken = (this.#takenBy.get(lane) ?? 0) + change;
    if (taken > 0) this.#takenBy.set(lane, taken);
    else this.#takenBy.delete(lane);
  }

  #leave(lane: string, granted: () => void): void {
    const queue = this.#waiting.get(lane);
    if (!queue?.delete(granted)) return;
    this.#waitingCount -= 1;
    if (queue.size === 0) this.#waiting.delete(lane);
  }
}

/** How waiting for a slot ended. Only with `granted` is one held. */
export type Admission = 'granted' | 'overloaded' | CancelReason;

export interface Wait {
  lane?: string;
  maxWaitMs: number;
}

/** Waits for a slot, at most `maxWaitMs`. */
export function waitForSlot(slots: Slots, cancellation: Cancellation, { lane, maxWaitMs }: Wait): Promise<Admission> {
  if (slots.tryTake(lane)) return Promise.resolve('granted');
  return new Promise((resolve) => {
    const finish = (admission: Admission) => {
      clearTimeout(timer);
      cancellation.onCancel(undefined);
      leave();
      resolve(admission);
    };
    const timer = setTimeout(() => finish('overloaded'), maxWaitMs);
    const leave = slots.wait(() => finish('granted'), lane);
    cancellation.onCancel(finish);
  });
}
