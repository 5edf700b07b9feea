import { createHash } from 'node:crypto';
import type { AddressPolicy } from './address-policy.ts';
import { BoundedTable } from './bounded-table.ts';
import { createConnector } from './connector.ts';
import type { EgressLimits, EgressStats, EgressTls } from './contract.ts';
import { Destination } from './destination.ts';
import { Group } from './group.ts';
import type { Resolve } from './resolve.ts';
import type { Target } from './target.ts';

export interface DirectoryOptions {
  policy: AddressPolicy;
  resolve: Resolve;
  limits: EgressLimits;
  clock: () => number;
}

export interface Place {
  group: Group;
  destination: Destination;
}

/** All groups and their destinations: the memory of an egress, bounded whatever URLs come by. */
export class Directory {
  readonly #options: DirectoryOptions;
  readonly #groups: BoundedTable<Group>;
  readonly #tlsKeys = new WeakMap<EgressTls, string>();

  #isClosed = false;

  constructor(options: DirectoryOptions) {
    this.#options = options;
    this.#groups = new BoundedTable(options.limits.maxGroups);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Finds or makes the place of a target. A string is the address rules' reason against it. */
  find(groupId: string, target: Target, tls: EgressTls | undefined): Place | string {
    const key = tls ? `${target.origin} ${this.#tlsKey(tls)}` : target.origin;
    const known = this.#groups.get(groupId);
    const knownDestination = known?.destinations.get(key);
    if (known && knownDestination) return { group: known, destination: knownDestination };

    const denial = this.#options.policy.denyEndpoint(target);
    if (denial !== undefined) return denial;
    const group = known ?? this.#addGroup(groupId);
    const destination = this.#createDestination(target, tls, () => {
      group.destinations.delete(key);
      if (group.isIdle && group.destinations.size === 0) this.#groups.delete(groupId);
    });
    group.destinations.add(key, destination);
    return { group, destination };
  }

  stats(): EgressStats {
    const stats = {
      groups: this.#groups.size,
      destinations: 0,
      openSockets: 0,
      inFlight: 0,
      queued: 0,
      openCircuits: 0,
    };
    for (const group of this.#groups.values()) {
      stats.destinations += group.destinations.size;
      stats.inFlight += group.slots.taken;
      stats.queued += group.queued;
      for (const destination of group.destinations.values()) {
        stats.openSockets += destination.openSockets;
        if (destination.breaker.isOpen) stats.openCircuits += 1;
      }
    }
    return stats;
  }

  /** Nothing new is sent from now on. Fulfils when the running requests have ended and all connections are closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const destinations = [...this.#groups.values()].flatMap((group) => [...group.destinations.values()]);
    await Promise.all(destinations.map((destination) => destination.close()));
  }

  #addGroup(groupId: string): Group {
    const group = new Group(this.#options.limits);
    this.#groups.add(groupId, group);
    return group;
  }

  #createDestination(target: Target, tls: EgressTls | undefined, onForgettable: () => void): Destination {
    const { policy, resolve, limits, clock } = this.#options;
    return new Destination({
      origin: target.origin,
      connect: createConnector({ target, policy, resolve, connectTimeoutMs: limits.connectTimeoutMs, tls }),
      limits,
      clock,
      onForgettable,
    });
  }

  /** Connections with different trust or identity are never shared. */
  #tlsKey(tls: EgressTls): string {
    const known = this.#tlsKeys.get(tls);
    if (known !== undefined) return known;
    const key = createHash('sha256')
      .update(JSON.stringify([tls.ca, tls.cert, tls.key]))
      .digest('base64');
    this.#tlsKeys.set(tls, key);
    return key;
  }
}
