import type { Services } from '../../../services.ts';
import { dispatchBatch } from './dispatch.ts';
import type { IntegrationCache } from './integration-cache.ts';
import type { Lanes } from './lanes.ts';
import type { Performer } from './perform.ts';
import type { WorkerIdentity } from './worker-registry.ts';

/** A lost signal costs at most this. */
const POLL_MS = 500;
const NO_ROOM_MS = 5;
const AFTER_ERROR_MS = 500;
const NIL = '00000000-0000-0000-0000-000000000000';
const BOUNDS = { events: 500, eventsPerTenant: 250, tenants: 50 };

export interface DispatcherParts {
  cache: IntegrationCache;
  lanes: Lanes;
  performer: Performer;
  worker: WorkerIdentity;
}

/** Claims and dispatches events for as long as there are any, then waits for a signal. */
export function startDispatcher(services: Services, parts: DispatcherParts): { stop(): Promise<void> } {
  const { signals, log } = services;
  const bell = createBell();
  let isStopped = false;
  let after = NIL;
  const silence = [signals.on('events', bell.ring), signals.on('integrations', bell.ring), signals.onResume(bell.ring)];

  /** Answers whether to look again at once. */
  const dispatchOnce = async (): Promise<boolean> => {
    const { lanes, cache, performer, worker } = parts;
    const except = lanes.busyTenants(Date.now());
    const bounds = { ...BOUNDS, except, after };
    const { events, lastTenantId, claimed, tenantIds } = await dispatchBatch(services, { cache, lanes, workerId: worker.id, bounds });
    // Round and round: the next claim begins behind the last tenant that had its turn.
    const isFull = events >= BOUNDS.events;
    const wasPartial = after !== NIL;
    after = isFull && lastTenantId ? lastTenantId : NIL;
    void performer.perform(claimed);
    if (events > 0) {
      services.metrics.eventsDispatched.inc(events);
      signals.raise('deliveries', tenantIds);
      signals.raise('jobs', tenantIds);
    }
    return events > 0 || wasPartial;
  };

  const loop = async () => {
    while (!isStopped) {
      if (!parts.lanes.hasRoom()) {
        await bell.waitSilently(NO_ROOM_MS);
        continue;
      }
      bell.reset();
      const again = await dispatchOnce().catch(async (error) => {
        log.warn({ err: error }, 'dispatch: failed and is repeated');
        await bell.waitSilently(AFTER_ERROR_MS);
        return true;
      });
      if (!again) await bell.wait(parts.lanes.busyTenants(Date.now()).length > 0 ? NO_ROOM_MS : POLL_MS);
    }
  };

  const running = loop();
  return {
    stop: async () => {
      isStopped = true;
      for (const off of silence) off();
      bell.ring();
      await running;
    },
  };
}

/** Waits that a signal cuts short; a signal that comes between two waits is not lost. */
function createBell() {
  let hasRung = false;
  let wake: (() => void) | undefined;
  const waitFor = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(finish, ms);
      function finish() {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      }
      wake = finish;
    });
  return {
    ring: () => {
      hasRung = true;
      wake?.();
    },
    reset: () => {
      hasRung = false;
    },
    wait: (ms: number) => (hasRung ? Promise.resolve() : waitFor(ms)),
    waitSilently: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
}
