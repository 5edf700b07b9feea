import type { Services } from '../../../services.ts';
import { cancelSuperseded } from '../run/cancel-superseded.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import { type OlderFlow, olderFlows } from './older-flows.sql.ts';
import type { FlowChange } from './progress.sql.ts';
import { contextOf } from './progress.ts';

const FIRST_LOOK_MS = 1000;
const LONGEST_LOOK_MS = 60_000;

/**
 * What one chain gives and its counterpart takes away is done to one person in the order in which it was asked for: an
 * older flow that still retries must not land after a newer one. Answers what a flow waits for that has not begun; null
 * when it may begin. Waiting is only ever for older ones, so that no two wait for each other; a flow that gives and is a
 * step of another has its turn with that one.
 *
 * What takes away waits for nothing that waits itself, for people least of all: whatever still waits to give is cancelled,
 * and it does not matter how often something is taken away.
 */
export async function waitForOlder(
  services: Services,
  flow: ClaimedFlow,
): Promise<Pick<FlowChange, 'status' | 'waitingFor' | 'wakeAt'> | null> {
  const { tenantId, subjectId, mode, steps, createdAt } = flow;
  const isNew = steps.every(({ status, attempts }) => status === 'PENDING' && attempts === 0);
  if (!isNew || subjectId === null || mode === 'PLAN') return null;
  const all = await services.db.tenantOnce<OlderFlow>(tenantId, olderFlows(flow));
  const older = await firstInTheWay(services, flow, all);
  if (!older) return null;
  const now = services.clock.now().getTime();
  // The longer it has waited, the less often it looks.
  const lookInMs = Math.min(LONGEST_LOOK_MS, Math.max(FIRST_LOOK_MS, (now - createdAt.getTime()) / 4));
  return {
    status: 'WAITING',
    waitingFor: `an older flow for the same person to end: ${older.chainName}, ${older.id}`,
    wakeAt: new Date(now + lookInMs),
  };
}

async function firstInTheWay(
  services: Services,
  flow: ClaimedFlow,
  all: readonly OlderFlow[],
): Promise<OlderFlow | undefined> {
  const inTheWay: OlderFlow[] = [];
  for (const older of all) {
    const isPassed = older.isGrant
      ? await cancelSuperseded(contextOf(services, flow), older.id, flow)
      : older.isRemoval && older.status === 'WAITING';
    if (!isPassed) inTheWay.push(older);
  }
  return inTheWay[0];
}
