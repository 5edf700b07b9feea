import { BoundedTable, type Evictable } from './bounded-table.ts';
import { Slots } from './concurrency.ts';
import type { EgressLimits } from './contract.ts';
import type { Destination } from './destination.ts';

/** Everything of one tenant: its slots over all origins, and its own view of each. */
export class Group implements Evictable {
  readonly slots: Slots;
  readonly destinations: BoundedTable<Destination>;
  /** Requests that wait for a slot, of a destination or of the group. */
  queued = 0;

  constructor(limits: EgressLimits) {
    this.slots = new Slots(limits.concurrencyPerGroup);
    this.destinations = new BoundedTable(limits.maxDestinationsPerGroup);
  }

  get isIdle(): boolean {
    return this.slots.isIdle && this.queued === 0;
  }

  evict(): void {
    for (const destination of this.destinations.values()) destination.evict();
  }
}
