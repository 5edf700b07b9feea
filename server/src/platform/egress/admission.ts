import type { Cancellation } from './cancellation.ts';
import { type Admission, waitForSlot } from './concurrency.ts';
import type { EgressLimits } from './contract.ts';
import type { Place } from './directory.ts';

/** Where a request goes, and the lane of its group that it is of. */
export interface Entry extends Place {
  lane: string | undefined;
}

/** Takes a slot of the destination and one of its group, if both are free. */
export function tryEnter({ group, destination, lane }: Entry): boolean {
  if (!destination.slots.tryTake(lane)) return false;
  if (group.slots.tryTake()) return true;
  destination.slots.release(lane);
  return false;
}

/**
 * Waits for both slots, first the destination's: always in this order, so that requests cannot hold what each
 * other needs. Unless `granted`, none is held.
 */
export async function waitToEnter(entry: Entry, cancellation: Cancellation, limits: EgressLimits): Promise<Admission> {
  const { group, destination, lane } = entry;
  if (group.queued >= limits.maxQueuedPerGroup) {
    destination.settle();
    return 'overloaded';
  }
  const giveUpAt = performance.now() + limits.maxQueueMs;
  group.queued += 1;
  try {
    const atDestination = await waitForSlot(destination.slots, cancellation, { lane, maxWaitMs: limits.maxQueueMs });
    if (atDestination !== 'granted') return atDestination;
    const atGroup = await waitForSlot(group.slots, cancellation, { maxWaitMs: giveUpAt - performance.now() });
    if (atGroup !== 'granted') destination.release(lane);
    return atGroup;
  } finally {
    group.queued -= 1;
  }
}

export function leave({ group, destination, lane }: Entry): void {
  group.slots.release();
  destination.release(lane);
}
