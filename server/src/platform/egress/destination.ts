import type { buildConnector } from 'undici';
import type { Evictable } from './bounded-table.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { Slots } from './concurrency.ts';
import { Connections } from './connections.ts';
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
  #connections: Connections | undefined;
  #openSockets = 0;
  /** Fulfilled when, after close, the last connection is gone. */
  #closed: PromiseWithResolvers<void> | undefined;

  constructor(options: DestinationOptions) {
    this.#options = options;
    this.slots = new Slots(options.limits.concurrencyPerDestination, options.limits.concurrencyPerLane);
    this.breaker = new CircuitBreaker(options.limits, options.clock);
  }

  get openSockets(): number {
    return this.#openSockets;
  }

  get isIdle(): boolean {
    return this.slots.isIdle;
  }

  /** Connections to the origin, opened when there are none. */
  get connections(): Connections {
    this.#connections ??= this.#openConnections();
    return this.#connections;
  }

  /** Gives the caller's slot back. */
  release(lane: string | undefined): void {
    this.slots.release(lane);
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

  /** Without a connection, clients are only weight, and without a past so is the destination. */
  settle(): void {
    if (!this.slots.isIdle) return;
    if (this.#openSockets > 0 && !this.#closed) return;
    this.#closeConnections();
    if (this.breaker.isClean) this.#options.onForgettable();
    this.#closed?.resolve();
  }

  #openConnections(): Connections {
    const { origin, connect, limits } = this.#options;
    const connections: Connections = new Connections({
      origin,
      connect,
      limits,
      onChange: (change) => {
        if (this.#connections !== connections) return;
        this.#openSockets += change;
        if (change < 0) this.settle();
      },
    });
    return connections;
  }

  #closeConnections(): void {
    const connections = this.#connections;
    this.#connections = undefined;
    this.#openSockets = 0;
    connections?.close();
  }
}
