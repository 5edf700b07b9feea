import type { HeldConnection, SqlTransaction } from '../../../platform/db/index.ts';
import { derivedId } from '../../../platform/id.ts';
import { inSpan } from '../../../platform/telemetry/index.ts';
import type { Services } from '../../../services.ts';
import type { CompiledAction, CompiledIntegration, CompiledTenant } from '../../integration/index.ts';
import {
  type ClaimBounds,
  type ClaimedEvent,
  claimEvents,
  insertDeliveries,
  type NewDelivery,
  releaseEvents,
} from './dispatch.sql.ts';
import { enqueueSends, gatheredJobs, sendJobs } from './enqueue.ts';
import type { IntegrationCache } from './integration-cache.ts';
import type { Lanes } from './lanes.ts';
import type { Claimed } from './outcome.ts';
import type { Rests } from './rests.ts';

/** How deep changes may cause changes before it is called a loop. */
const MOST_DEPTH = 8;

/** The job that comes with a batch sent at once looks after it this much later, should this process be gone. */
const SAFETY_NET_MS = 20_000;

const ENQUEUED = Symbol('jobs');

export interface Dispatched {
  /** How many events were claimed. */
  events: number;
  lastTenantId: string | undefined;
  /** Whether there is more than this process sends at once. */
  isWaiting: boolean;
  /** How many deliveries ended before they were begun, by how. */
  ended: { cancelled: number; failed: number };
  tenantIds: Set<string>;
}

interface DispatchParts {
  cache: IntegrationCache;
  lanes: Lanes;
  rests: Rests;
  workerId: string;
  connection: Pick<HeldConnection, 'system'>;
  /** Begins to send what this process has room for. Called while the commit is under way: see dispatcher.ts. */
  begin(claimed: Claimed[]): void;
}

/** How a delivery ends before it was begun. */
interface Ending {
  status: 'CANCELLED' | 'FAILED';
  error: string;
}

interface Match {
  event: ClaimedEvent;
  integration: CompiledIntegration;
  action: CompiledAction;
  row: NewDelivery;
}

/**
 * Turns a batch of events into deliveries, in one transaction: the events are marked, the deliveries and the jobs that
 * carry them exist, or none of it.
 */
export async function dispatchBatch(
  services: Services,
  { bounds, ...parts }: DispatchParts & { bounds: ClaimBounds },
): Promise<Dispatched> {
  return parts.connection.system(async (tx) => {
    const events = await claimEvents(tx, bounds);
    if (events.length === 0) return NOTHING;
    return inSpan('dispatch', { 'joinery.events': events.length }, () => dispatchEvents(services, tx, events, parts), {
      kind: 'consumer',
      links: events,
    });
  });
}

async function dispatchEvents(
  services: Services,
  tx: SqlTransaction,
  events: ClaimedEvent[],
  { cache, begin, ...parts }: DispatchParts,
): Promise<Dispatched> {
  const { matches, unmatched } = await matchAll(services, events, cache);
  planSends(matches, parts);
  // The jobs' statement has left long before the answer to this one comes; nobody waits for its own answer but COMMIT.
  const enqueued = enqueueBatch(services, tx, matches);
  enqueued.catch(() => undefined);
  tx.beforeCommit(ENQUEUED, () => enqueued);
  const rows = matches.map((match) => match.row);
  const [isNew] = await Promise.all([insertDeliveries(tx, rows), releaseEvents(tx, unmatched)]);
  const claimed = matches.filter(({ row }) => row.status === 'RUNNING' && isNew.has(row.id)).map(toClaimed);
  tx.whileCommitting(() => begin(smallTenantsFirst(claimed)));
  return {
    events: events.length - unmatched.length,
    lastTenantId: events.at(-1)?.tenantId,
    isWaiting: matches.some(({ row }) => row.status === 'PENDING'),
    ended: { cancelled: countOf(matches, 'CANCELLED'), failed: countOf(matches, 'FAILED') },
    tenantIds: new Set(matches.map((match) => match.event.tenantId)),
  };
}

const NOTHING: Dispatched = {
  events: 0,
  lastTenantId: undefined,
  isWaiting: false,
  ended: { cancelled: 0, failed: 0 },
  tenantIds: new Set(),
};

function countOf(matches: readonly Match[], status: NewDelivery['status']): number {
  return matches.filter(({ row }) => row.status === status).length;
}

/** Who has one delivery does not wait while another's hundreds are prepared. */
function smallTenantsFirst(claimed: Claimed[]): Claimed[] {
  const shares = [...Map.groupBy(claimed, ({ event }) => event.tenantId).values()];
  return shares.sort((a, b) => a.length - b.length).flat();
}

/** Every action that an event sets off; and the events of tenants whose integrations cannot be read now. */
async function matchAll(
  services: Services,
  events: ClaimedEvent[],
  cache: IntegrationCache,
): Promise<{ matches: Match[]; unmatched: ClaimedEvent[] }> {
  const matches: Match[] = [];
  const unmatched: ClaimedEvent[] = [];
  for (const [tenantId, of] of Map.groupBy(events, (event) => event.tenantId)) {
    const version = of[0]?.integrationVersion ?? '0';
    const tenant = await cache.get(tenantId, version);
    if (!tenant) unmatched.push(...of);
    else for (const event of of) matches.push(...matchEvent(services, event, tenant));
  }
  return { matches, unmatched };
}

function matchEvent({ log }: Services, event: ClaimedEvent, tenant: CompiledTenant): Match[] {
  return (tenant.byEventType.get(event.type) ?? []).flatMap((integration) => {
    try {
      if (!integration.matches(event)) return [];
      return integration.actions.map((action) => toMatch(event, integration, action));
    } catch (error) {
      // Whether it should be sent, nobody knows: it is not, and its history says so.
      log.error({ err: error, integrationId: integration.id, eventId: event.id }, 'conditions cannot be evaluated');
      const failure = { status: 'FAILED', error: 'its conditions could not be evaluated for this event' } as const;
      return integration.actions.map((action) => toMatch(event, integration, action, failure));
    }
  });
}

function toMatch(
  event: ClaimedEvent,
  integration: CompiledIntegration,
  action: CompiledAction,
  ending: Ending | null = endingOf(event),
): Match {
  const row: NewDelivery = {
    tenant_id: event.tenantId,
    id: derivedId(event.id, integration.id, action.id),
    event_id: event.id,
    integration_id: integration.id,
    action_id: action.id,
    action_type: action.kind,
    event_type: event.type,
    status: ending?.status ?? 'PENDING',
    worker_id: null,
    error: ending?.error ?? null,
  };
  return { event, integration, action, row };
}

/** A loop of changes that cause each other ends here. */
function endingOf({ depth }: ClaimedEvent): Ending | null {
  if (depth <= MOST_DEPTH) return null;
  return { status: 'CANCELLED', error: `loop_detected: this event is ${depth} changes away from what began it` };
}

/** Marks what this process has room to send right after the commit. What a receiver that is down would get waits. */
function planSends(matches: Match[], { lanes, rests, workerId }: Pick<DispatchParts, 'lanes' | 'rests' | 'workerId'>) {
  const now = Date.now();
  const takes = lanes.booking(now);
  for (const { integration, action, row } of matches) {
    if (row.status !== 'PENDING') continue;
    const rest = rests.of(action.id, now);
    if (rest) {
      row.error = rest.reason;
      row.next_attempt_at = new Date(rest.untilMs);
    } else if (takes(row.tenant_id, integration.id)) {
      row.status = 'RUNNING';
      row.worker_id = workerId;
    }
  }
}

async function enqueueBatch({ queue, clock }: Services, tx: SqlTransaction, matches: Match[]): Promise<void> {
  const safetyNetAt = new Date(clock.now().getTime() + SAFETY_NET_MS);
  const rows = matches.map(({ row }) => row).filter(({ status }) => status === 'PENDING' || status === 'RUNNING');
  const atOnce = rows.filter((row) => !row.next_attempt_at);
  const jobs = [...Map.groupBy(atOnce, (row) => `${row.tenant_id} ${row.status}`).values()].flatMap((of) => {
    const isSentAtOnce = of[0]?.status === 'RUNNING';
    return sendJobs(
      of[0]?.tenant_id ?? '',
      of.map((row) => row.id),
      isSentAtOnce ? safetyNetAt : undefined,
    );
  });
  const later = rows.flatMap(({ tenant_id: tenantId, id: deliveryId, next_attempt_at: dueAt }) =>
    dueAt ? [{ tenantId, deliveryId, dueAt }] : [],
  );
  await enqueueSends(queue, tx, [...jobs, ...gatheredJobs(later)]);
}

function toClaimed({ event, integration, action, row }: Match): Claimed {
  return { deliveryId: row.id, event, integration, action, claim: 0, attemptCount: 0, retryCount: 0, isTest: false };
}
