import { type buildConnector, Client } from 'undici';
import type { EgressLimits } from './contract.ts';

export interface ConnectionsOptions {
  origin: string;
  connect: buildConnector.connector;
  limits: EgressLimits;
  /** Told each time a socket is open, and each time one is gone. */
  onChange: (change: 1 | -1) => void;
}

/**
 * Connections to one origin, one request at a time on each: how many there are is bounded by the slots that requests
 * take first. The one that was given back last is used next, without a look at the others: undici's own pool asks each
 * of them, twice for each request.
 */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #idle: Client[] = [];
  /** When each was opened; 0 while it is not. */
  readonly #openedAt = new Map<Client, number>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  take(): Client {
    const oldest = Date.now() - this.#options.limits.maxConnectionAgeMs;
    for (let client = this.#idle.pop(); client; client = this.#idle.pop()) {
      const openedAt = this.#openedAt.get(client) ?? 0;
      if (openedAt === 0 || openedAt >= oldest) return client;
      // DNS may have changed since.
      this.#drop(client);
    }
    return this.#open();
  }

  /** `isFree`: nothing of the exchange is left on it. */
  giveBack(client: Client, isFree: boolean): void {
    if (isFree && this.#openedAt.has(client)) this.#idle.push(client);
    else this.#drop(client);
  }

  /** Only when no request runs. Attempts to connect that requests have given up on are dropped as well. */
  close(): void {
    for (const client of this.#openedAt.keys()) void client.destroy();
    this.#openedAt.clear();
    this.#idle.length = 0;
  }

  #open(): Client {
    const { origin, connect, limits, onChange } = this.#options;
    const client = new Client(origin, {
      connect,
      pipelining: 1,
      maxHeaderSize: limits.maxHeaderBytes,
      keepAliveTimeout: limits.keepAliveMs,
      // The peer may shorten the time an idle connection is kept (Keep-Alive: timeout), not lengthen it.
      keepAliveMaxTimeout: limits.keepAliveMs,
      // One deadline for all of it is kept above.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#openedAt.set(client, 0);
    client.on('connect', () => {
      if (this.#openedAt.has(client)) this.#openedAt.set(client, Date.now());
      onChange(1);
    });
    client.on('disconnect', () => {
      if (this.#openedAt.has(client)) this.#openedAt.set(client, 0);
      onChange(-1);
    });
    return client;
  }

  #drop(client: Client): void {
    this.#openedAt.delete(client);
    void client.destroy();
  }
}
