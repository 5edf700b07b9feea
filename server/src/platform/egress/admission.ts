import type { Cancellation } from './cancellation.ts';
import { type Admission, waitForSlot } from './concurrency.ts';
import type { EgressLimits } from './contract.ts';
import type { Place } from './directory.ts';

/** Takes a slot of the destination and one of its group, if both are free. */
export function tryEnter({ group, destination }: Place): boolean {
  if (!destination.slots.tryTake()) return false;
  if (group.slots.tryTake()) return true;
  destination.slots.release();
  return false;
}

/**
 * Waits for both slots, first the destination's: always in this order, so that requests cannot hold what each
 * other needs. Unless `granted`, none is held.
 */
export async function waitToEnter(place: Place, cancellation: Cancellation, limits: EgressLimits): Promise<Admission> {
  const { group, destination } = place;
  if (group.queued >= limits.maxQueuedPerGroup) {
    destination.settle();
    return 'overloaded';
  }
  const giveUpAt = performance.now() + limits.maxQueueMs;
  group.queued += 1;
  try {
    const atDestination = await waitForSlot(destination.slots, cancellation, limits.maxQueueMs);
    if (atDestination !== 'granted') return atDestination;
    const atGroup = await waitForSlot(group.slots, cancellation, giveUpAt - performance.now());
    if (atGroup !== 'granted') destination.release();
    return atGroup;
  } finally {
    group.queued -= 1;
  }
}

export function leave({ group, destination }: Place): void {
  group.slots.release();
  destination.release();
}
