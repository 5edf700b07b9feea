/** How much of an event's id the ids of its deliveries begin with; see derivedId. */
export const SHARED_PREFIX = 13;

/** The least and the greatest id that a delivery of this event can have: they stand together in every index. */
export function deliveryIdRange(eventId: string): { first: string; last: string } {
  const prefix = eventId.slice(0, SHARED_PREFIX);
  return { first: `${prefix}-0000-0000-000000000000`, last: `${prefix}-ffff-ffff-ffffffffffff` };
}
