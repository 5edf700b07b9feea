import type { Cancellation, CancelReason } from './cancellation.ts';

/** A number of slots, handed on first come, first served. */
export class Slots {
  readonly #max: number;
  #taken = 0;
  /** Insertion order is the order of arrival; leaving costs nothing. */
  readonly #waiting = new Set<() => void>();

  constructor(max: number) {
    this.#max = max;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  get isIdle(): boolean {
    return this.#taken === 0 && this.#waiting.size === 0;
  }

  /** True when a slot was free and is now the caller's. */
  tryTake(): boolean {
    if (this.#taken >= this.#max) return false;
    this.#taken += 1;
    return true;
  }

  /** Calls `granted` once a slot is the caller's. The returned function leaves the queue. */
  wait(granted: () => void): () => void {
    if (this.tryTake()) {
      granted();
      return () => {};
    }
    this.#waiting.add(granted);
    return () => this.#waiting.delete(granted);
  }

  async take(): Promise<void> {
    await new Promise<void>((resolve) => this.wait(resolve));
  }

  /** The slot goes to the longest waiting, without being free in between. */
  release(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next();
    } else {
      this.#taken -= 1;
    }
  }
}

/** How waiting for a slot ended. Only with `granted` is one held. */
export type Admission = 'granted' | 'overloaded' | CancelReason;

/** Waits for a slot, at most `maxWaitMs`. */
export function waitForSlot(slots: Slots, cancellation: Cancellation, maxWaitMs: number): Promise<Admission> {
  if (slots.tryTake()) return Promise.resolve('granted');
  return new Promise((resolve) => {
    const finish = (admission: Admission) => {
      clearTimeout(timer);
      cancellation.onCancel(undefined);
      leave();
      resolve(admission);
    };
    const timer = setTimeout(() => finish('overloaded'), maxWaitMs);
    const leave = slots.wait(() => finish('granted'));
    cancellation.onCancel(finish);
  });
}
