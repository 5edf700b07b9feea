import { type buildConnector, type Dispatcher, Pool } from 'undici';
import type { Evictable } from './bounded-table.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { Slots } from './concurrency.ts';
import type { EgressLimits } from './contract.ts';

export interface DestinationOptions {
  origin: string;
  connect: buildConnector.connector;
  limits: EgressLimits;
  clock: () => number;
  /** Told when nothing is left that would have to be remembered. */
  onForgettable: () => void;
}

/**
 * One origin as one group sees it: its slots, its circuit and its connections. It exists only for an origin
 * that the address rules let through, so that what is found here needs no second check.
 */
export class Destination implements Evictable {
  readonly slots: Slots;
  readonly breaker: CircuitBreaker;
  readonly #options: DestinationOptions;
  #pool: Pool | undefined;
  #openSockets = 0;
  /** Fulfilled when, after close, the last connection is gone. */
  #closed: PromiseWithResolvers<void> | undefined;

  constructor(options: DestinationOptions) {
    this.#options = options;
    this.slots = new Slots(options.limits.concurrencyPerDestination);
    this.breaker = new CircuitBreaker(options.limits, options.clock);
  }

  get openSockets(): number {
    return this.#openSockets;
  }

  get isIdle(): boolean {
    return this.slots.isIdle;
  }

  /** Connections to the origin, opened when there are none. */
  get dispatcher(): Dispatcher {
    this.#pool ??= this.#openPool();
    return this.#pool;
  }

  /** Gives the caller's slot back. */
  release(): void {
    this.slots.release();
    this.settle();
  }

  evict(): void {
    this.#closeConnections();
  }

  /** Waits for the running requests, then closes the connections. */
  async close(): Promise<void> {
    this.#closed ??= Promise.withResolvers();
    this.settle();
    await this.#closed.promise;
  }

  /** Without a connection a pool is only weight, and without a past so is the destination. */
  settle(): void {
    if (!this.slots.isIdle) return;
    if (this.#openSockets > 0 && !this.#closed) return;
    this.#closeConnections();
    if (this.breaker.isClean) this.#options.onForgettable();
    this.#closed?.resolve();
  }

  #openPool(): Pool {
    const { origin, connect, limits } = this.#options;
    const pool = new Pool(origin, {
      connect,
      connections: limits.concurrencyPerDestination,
      maxHeaderSize: limits.maxHeaderBytes,
      keepAliveTimeout: limits.keepAliveMs,
      // The peer may shorten the time an idle connection is kept (Keep-Alive: timeout), not lengthen it.
      keepAliveMaxTimeout: limits.keepAliveMs,
      // A busy connection never idles; one that is old is replaced, so that DNS changes are noticed.
      clientTtl: limits.maxConnectionAgeMs,
      // One deadline for all of it is kept above.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    pool.on('connect', () => {
      if (this.#pool === pool) this.#openSockets += 1;
    });
    pool.on('disconnect', () => {
      if (this.#pool !== pool) return;
      this.#openSockets -= 1;
      this.settle();
    });
    return pool;
  }

  /** Only when no request runs. Attempts to connect that requests have given up on are dropped as well. */
  #closeConnections(): void {
    const pool = this.#pool;
    this.#pool = undefined;
    this.#openSockets = 0;
    void pool?.destroy();
  }
}
