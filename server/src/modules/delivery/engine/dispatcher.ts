import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { dispatchBatch } from './dispatch.ts';
import type { Claimed } from './outcome.ts';
import type { SenderParts } from './sender-parts.ts';

const NIL = '00000000-0000-0000-0000-000000000000';
const BOUNDS = { events: 500, eventsPerTenant: 50, tenants: 50 };

/**
 * Claims and dispatches events, and sends at once what there is room for: the requests leave together with the COMMIT of
 * their claim. If that fails, the events are claimed again and their deliveries sent again, under the same ids: what is
 * lost is the result of a send that nothing tells of, never a delivery.
 */
export function startDispatcher(services: Services, parts: SenderParts): { stop(): Promise<void> } {
  const { signals, metrics } = services;
  const { lanes, rests, cache, performer, worker, strays } = parts;
  const connection = services.db.hold();
  let after = NIL;

  const claim = async () => {
    const busy = lanes.busyTenants(Date.now());
    const bounds = { ...BOUNDS, except: [...busy, ...cache.unreadable(Date.now())], after };
    const commit = Promise.withResolvers<boolean>();
    const begin = (claimed: Claimed[]) => void performer.perform(claimed, commit.promise);
    const dispatching = dispatchBatch(services, {
      cache,
      lanes,
      rests,
      connection,
      workerId: worker.id,
      bounds,
      begin,
    });
    void dispatching.then(
      () => commit.resolve(true),
      () => commit.resolve(false),
    );
    const { events, lastTenantId, isWaiting, ended, tenantIds } = await dispatching;
    // Round and round: the next claim begins behind the last tenant that had its turn.
    const isFull = events >= BOUNDS.events;
    const wasPartial = after !== NIL;
    after = isFull && lastTenantId ? lastTenantId : NIL;
    if (events > 0) {
      metrics.eventsDispatched.inc(events);
      metrics.deliveries.inc('cancelled', ended.cancelled);
      metrics.deliveries.inc('failed', ended.failed);
      signals.raise('deliveries', tenantIds);
      if (isWaiting) signals.raise('jobs', tenantIds);
    }
    // Who was passed over may have room by now: the next look must come soon all the same.
    return { again: events > 0 || wasPartial, waitsForRoom: busy.length > 0 };
  };

  const loop = startClaimLoop(
    { ...services, worker },
    {
      name: 'dispatch',
      topics: ['events', 'integrations'],
      onRoom: (listener) => lanes.onRoom(listener),
      hasRoom: () => lanes.hasRoom(),
      claim,
      onFailure: strays.suspect,
    },
  );
  return {
    stop: async () => {
      await loop.stop();
      connection.release();
    },
  };
}
