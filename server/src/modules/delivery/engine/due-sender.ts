import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { claimDue } from './claim-due.ts';
import type { SenderParts } from './sender-parts.ts';

/** Sends what is due by its job: retries, what was parked for lack of room, what a dead worker has left behind. */
export function startDueSender(services: Services, parts: SenderParts): { stop(): Promise<void> } {
  const { lanes, rests, cache, performer, worker, strays } = parts;

  const claim = async () => {
    const full = lanes.fullTenants();
    const except = [...full, ...cache.unreadable(Date.now())];
    const { jobs, claimed, cancelled, tenantIds } = await claimDue(services, {
      cache,
      lanes,
      rests,
      workerId: worker.id,
      except,
    });
    void performer.perform(claimed);
    services.metrics.deliveries.inc('cancelled', cancelled);
    services.signals.raise('deliveries', tenantIds);
    return { again: jobs > 0, waitsForRoom: full.length > 0 };
  };

  return startClaimLoop(
    { ...services, worker },
    {
      name: 'due deliveries',
      topics: ['jobs'],
      onRoom: (listener) => lanes.onRoom(listener),
      hasRoom: () => lanes.hasRoom(),
      claim,
      onFailure: strays.suspect,
    },
  );
}
