import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { Strays, WorkerIdentity } from '../../../platform/workers/index.ts';
import { startClaimLoop } from '../../../platform/workers/index.ts';
import type { Services } from '../../../services.ts';
import { FlowAdvanceJob } from '../flow.job.ts';
import { type ClaimBounds, claimNamed, claimReady, wakeDue } from './claim.sql.ts';
import type { FlowRunner } from './flow-runner.ts';
import type { FlowsUnderWay } from './flows-under-way.ts';

/** What everything that claims flows in this process shares. */
export interface ClaimerParts {
  underWay: FlowsUnderWay;
  runner: FlowRunner;
  worker: WorkerIdentity;
  strays: Strays;
}

const NIL = '00000000-0000-0000-0000-000000000000';
/** Another worker has taken what is due, and may yet let it go. */
const SOON_MS = 20;

/** Claims flows that are ready, as soon as a commit has made them so, and brings them further. */
export function startClaimer(services: Services, parts: ClaimerParts): { stop(): Promise<void> } {
  let after = NIL;
  const claim = async () => {
    const { room } = parts.underWay;
    const claimed = await services.db.system((tx) => claimReady(tx, boundsOf(services, parts, after)));
    parts.runner.start(claimed);
    // Round and round: a claim that took all there was room for goes on behind the last tenant that had its turn.
    const wasPartial = after !== NIL;
    const tenantIds = claimed.map(({ tenantId }) => tenantId).sort();
    after = claimed.length === room ? (tenantIds.at(-1) ?? NIL) : NIL;
    return { again: claimed.length > 0 || wasPartial, waitsForRoom: false };
  };
  return startLoop(services, parts, {
    name: 'flows',
    topics: ['ready_flows'],
    hasRoom: () => parts.underWay.room > 0,
    claim,
  });
}

/** Makes flows ready whose time has come. Those that sleep cost nothing until then. */
export function startWaker(services: Services, parts: ClaimerParts): { stop(): Promise<void> } {
  const claim = async () => {
    const now = services.clock.now();
    const { woken, nextAt } = await services.db.system((tx) => wakeDue(tx, now));
    services.signals.raise('ready_flows', new Set(woken));
    const dueInMs = nextAt ? Math.max(SOON_MS, nextAt.getTime() - services.clock.now().getTime()) : undefined;
    return { again: woken.length > 0, waitsForRoom: false, ...(dueInMs === undefined ? {} : { dueInMs }) };
  };
  return startLoop(services, parts, { name: 'sleeping flows', topics: ['sleeping_flows'], hasRoom: () => true, claim });
}

/** Takes jobs that are due and claims their flows, all in one transaction: those that no worker has heard of. */
export function startDueFlows(services: Services, parts: ClaimerParts): { stop(): Promise<void> } {
  const claimDue = async (tx: SqlTransaction) => {
    const jobs = await services.queue.take(tx, FlowAdvanceJob, { exceptGroups: [] });
    if (jobs.length === 0) return { jobs, claimed: [] };
    const named = jobs.map(({ data }) => data);
    return { jobs, claimed: await claimNamed(tx, named, boundsOf(services, parts, NIL)) };
  };
  const claim = async () => {
    const { jobs, claimed } = await services.db.system(claimDue);
    parts.runner.start(claimed);
    return { again: jobs.length > 0, waitsForRoom: false };
  };
  return startLoop(services, parts, { name: 'due flows', topics: [], hasRoom: () => parts.underWay.room > 0, claim });
}

function boundsOf({ clock, config }: Services, { worker, underWay }: ClaimerParts, after: string): ClaimBounds {
  return { workerId: worker.id, now: clock.now(), room: underWay.room, perTenant: config.flowsPerTenant, after };
}

type Loop = Omit<Parameters<typeof startClaimLoop>[1], 'onFailure'>;

function startLoop(services: Services, { worker, strays }: ClaimerParts, loop: Loop): { stop(): Promise<void> } {
  return startClaimLoop({ ...services, worker }, { ...loop, onFailure: strays.suspect });
}
