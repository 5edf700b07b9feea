import { hash } from 'node:crypto';

/** Values found for tokens, the least recently used forgotten first. Holds hashes, so that no token stays in memory. */
export class VerificationCache<Value> {
  readonly #maxEntries: number;
  /** In order of last use. */
  readonly #entries = new Map<string, Value>();

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  keyOf(token: string): string {
    return hash('sha256', token, 'base64url');
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#maxEntries) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
