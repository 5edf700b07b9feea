import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { dispatchBatch } from './dispatch.ts';
import type { SenderParts } from './sender-parts.ts';

const NIL = '00000000-0000-0000-0000-000000000000';
const BOUNDS = { events: 500, eventsPerTenant: 50, tenants: 50 };

/** Claims and dispatches events, and sends at once what there is room for. */
export function startDispatcher(services: Services, parts: SenderParts): { stop(): Promise<void> } {
  const { signals, metrics } = services;
  const { lanes, cache, performer, worker, strays } = parts;
  let after = NIL;

  const claim = async () => {
    const busy = lanes.busyTenants(Date.now());
    const bounds = { ...BOUNDS, except: [...busy, ...cache.unreadable(Date.now())], after };
    const dispatched = await dispatchBatch(services, { cache, lanes, workerId: worker.id, bounds });
    const { events, lastTenantId, claimed, tenantIds } = dispatched;
    // Round and round: the next claim begins behind the last tenant that had its turn.
    const isFull = events >= BOUNDS.events;
    const wasPartial = after !== NIL;
    after = isFull && lastTenantId ? lastTenantId : NIL;
    void performer.perform(claimed);
    if (events > 0) {
      metrics.eventsDispatched.inc(events);
      signals.raise('deliveries', tenantIds);
      signals.raise('jobs', tenantIds);
    }
    // Who was passed over may have room by now: the next look must come soon all the same.
    return { again: events > 0 || wasPartial, waitsForRoom: busy.length > 0 };
  };

  return startClaimLoop(
    { ...services, worker },
    {
      name: 'dispatch',
      topics: ['events', 'integrations'],
      roomMs: 5,
      hasRoom: () => lanes.hasRoom(),
      claim,
      onFailure: strays.suspect,
    },
  );
}
