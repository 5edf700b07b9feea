import type { SqlTransaction } from '../../../platform/db/index.ts';
import { derivedId } from '../../../platform/id.ts';
import type { Services } from '../../../services.ts';
import type { CompiledAction, CompiledIntegration } from '../../integration/index.ts';
import { type ClaimBounds, type ClaimedEvent, claimEvents, insertDeliveries, type NewDelivery } from './dispatch.sql.ts';
import { enqueueSends, sendJobs } from './enqueue.ts';
import type { IntegrationCache } from './integration-cache.ts';
import type { Lanes } from './lanes.ts';
import type { Claimed } from './outcome.ts';

/** How deep changes may cause changes before it is called a loop. */
const MOST_DEPTH = 8;

/** The job that comes with a batch sent at once looks after it this much later, should this process be gone. */
const SAFETY_NET_MS = 20_000;

export interface Dispatched {
  /** How many events were claimed. */
  events: number;
  lastTenantId: string | undefined;
  /** What this process sends at once. */
  claimed: Claimed[];
  tenantIds: Set<string>;
}

interface Match {
  event: ClaimedEvent;
  integration: CompiledIntegration;
  action: CompiledAction;
  row: NewDelivery;
}

/**
 * Turns a batch of events into deliveries, in one transaction: the events are marked, the deliveries and the jobs that
 * carry them exist, or none of it. Answers what there is room to send at once.
 */
export async function dispatchBatch(
  services: Services,
  { cache, lanes, workerId, bounds }: { cache: IntegrationCache; lanes: Lanes; workerId: string; bounds: ClaimBounds },
): Promise<Dispatched> {
  return services.db.system(async (tx) => {
    const events = await claimEvents(tx, bounds);
    const matches = await matchAll(events, cache);
    planSends(matches, lanes, workerId);
    const inserted = matches.length === 0 ? NONE : insertDeliveries(tx, matches.map((match) => match.row));
    const enqueued = enqueueBatch(services, tx, matches);
    const [isNew] = await Promise.all([inserted, enqueued]);
    return {
      events: events.length,
      lastTenantId: events.at(-1)?.tenantId,
      claimed: matches.filter(({ row }) => row.status === 'RUNNING' && isNew.has(row.id)).map(toClaimed),
      tenantIds: new Set(matches.map((match) => match.event.tenantId)),
    };
  });
}

const NONE: Promise<Set<string>> = Promise.resolve(new Set());

async function matchAll(events: ClaimedEvent[], cache: IntegrationCache): Promise<Match[]> {
  const matches: Match[] = [];
  for (const [tenantId, of] of Map.groupBy(events, (event) => event.tenantId)) {
    const version = of[0]?.integrationVersion ?? '0';
    const tenant = await cache.get(tenantId, version);
    for (const event of of) {
      for (const integration of tenant.byEventType.get(event.type) ?? []) {
        if (!integration.matches(event)) continue;
        for (const action of integration.actions) matches.push(toMatch(event, integration, action));
      }
    }
  }
  return matches;
}

function toMatch(event: ClaimedEvent, integration: CompiledIntegration, action: CompiledAction): Match {
  const isLoop = event.depth > MOST_DEPTH;
  const row: NewDelivery = {
    tenant_id: event.tenantId,
    id: derivedId(event.id, integration.id, action.id),
    event_id: event.id,
    integration_id: integration.id,
    action_id: action.id,
    action_type: action.kind,
    event_type: event.type,
    status: isLoop ? 'CANCELLED' : 'PENDING',
    worker_id: null,
    error: isLoop ? `loop_detected: this event is ${event.depth} changes away from what began it` : null,
  };
  return { event, integration, action, row };
}

/** Marks what this process has room to send right after the commit. */
function planSends(matches: Match[], lanes: Lanes, workerId: string): void {
  const reserved = new Map<string, number>();
  const now = Date.now();
  for (const { integration, row } of matches) {
    const count = reserved.get(integration.id) ?? 0;
    if (row.status !== 'PENDING' || !lanes.takes(integration.id, now, count)) continue;
    reserved.set(integration.id, count + 1);
    row.status = 'RUNNING';
    row.worker_id = workerId;
  }
}

async function enqueueBatch({ queue, clock }: Services, tx: SqlTransaction, matches: Match[]): Promise<void> {
  const safetyNetAt = new Date(clock.now().getTime() + SAFETY_NET_MS);
  const waiting = matches.filter(({ row }) => row.status !== 'CANCELLED');
  const jobs = [...Map.groupBy(waiting, ({ row }) => `${row.tenant_id} ${row.status}`).values()].flatMap((of) => {
    const isSentAtOnce = of[0]?.row.status === 'RUNNING';
    return sendJobs(of[0]?.row.tenant_id ?? '', of.map(({ row }) => row.id), isSentAtOnce ? safetyNetAt : undefined);
  });
  await enqueueSends(queue, tx, jobs);
}

function toClaimed({ event, integration, action, row }: Match): Claimed {
  return { deliveryId: row.id, event, integration, action, claim: 0, attemptCount: 0, retryCount: 0, isTest: false };
}
