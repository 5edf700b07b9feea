import { performance } from 'node:perf_hooks';
import type { Log } from '../log.ts';
import { loadRing, type RingOptions, ringAt, type SigningRing } from './signing-ring.ts';

const REFRESHED_EVERY_MS = 60_000;
/** Tokens that name keys nobody knows must not become queries, one for one. */
const LOOKED_UP_EVERY_MS = 2000;

/** Keeps this process's copy of the signing keys as the database and the time have them. */
export class RingKeeper {
  readonly #options: RingOptions;
  readonly #timer: NodeJS.Timeout;
  #ring: SigningRing;
  #loading: Promise<void> | undefined;
  #loadedAt = performance.now();

  static async open(options: RingOptions & { readonly log: Log }): Promise<RingKeeper> {
    return new RingKeeper(options, await loadRing(options), options.log);
  }

  private constructor(options: RingOptions, ring: SigningRing, log: Log) {
    this.#options = options;
    this.#ring = ring;
    this.#timer = setInterval(() => {
      this.refresh().catch((error: unknown) => log.warn({ err: error }, 'signing keys: not read; the next turn will'));
    }, REFRESHED_EVERY_MS).unref();
  }

  present(): SigningRing {
    const { masterKeys, clock } = this.#options;
    this.#ring = ringAt(this.#ring, masterKeys, clock.now());
    return this.#ring;
  }

  refresh(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** For a key that is not known here: it may have been made elsewhere a moment ago. */
  async lookUp(): Promise<void> {
    if (performance.now() - this.#loadedAt >= LOOKED_UP_EVERY_MS) await this.refresh();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#loading?.catch(() => undefined);
  }

  async #load(): Promise<void> {
    this.#ring = await loadRing(this.#options, this.#ring);
    this.#loadedAt = performance.now();
  }
}
