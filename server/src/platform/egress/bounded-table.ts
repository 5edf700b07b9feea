/** What a table needs to know of its values to let one go. */
export interface Evictable {
  readonly isIdle: boolean;
  /** Called when the entry leaves for lack of room. */
  evict(): void;
}

/** Bounds the work of one insertion when most entries are in use. */
const MAX_STEPS = 64;

/**
 * A map that forgets the longest unused idle entry when it is full. Entries in use stay, so it can exceed
 * `max` by about as many as are in use at a time.
 */
export class BoundedTable<Value extends Evictable> {
  readonly #max: number;
  /** In order of last use. */
  readonly #entries = new Map<string, Value>();

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#entries.size;
  }

  values(): IterableIterator<Value> {
    return this.#entries.values();
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  add(key: string, value: Value): void {
    this.#entries.set(key, value);
    if (this.#entries.size > this.#max) this.#makeRoom(value);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Looks at the longest unused first. Those in use move behind, so that the next look starts with others. */
  #makeRoom(added: Value): void {
    let steps = Math.min(this.#entries.size, MAX_STEPS);
    for (const [key, value] of this.#entries) {
      if (steps === 0 || this.#entries.size <= this.#max) return;
      steps -= 1;
      this.#entries.delete(key);
      if (value.isIdle && value !== added) value.evict();
      else this.#entries.set(key, value);
    }
  }
}
