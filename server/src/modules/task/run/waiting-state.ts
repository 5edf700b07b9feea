import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { loaderOf } from '../../../loader.ts';
import { transaction } from '../../../transaction.ts';
import type { RunRow } from './internal.ts';
import { WAITS } from './waiting-reasons.ts';

export type WaitingRun = Pick<
  RunRow,
  'status' | 'taskId' | 'isHeld' | 'runnerLabels' | 'waitingReason' | 'nextEligibleAt'
>;

export interface WaitingState {
  reason: string;
  /** When it is looked at again; null when a person has to decide. */
  nextEligibleAt: Date | null;
}

/**
 * What a run waits for as it is now; null for one that does not wait. Its row keeps what was so when somebody last looked
 * at it, and what is in its way may have changed since.
 */
export async function waitingState(ctx: Context, run: WaitingRun): Promise<WaitingState | null> {
  const { status, isHeld, waitingReason, nextEligibleAt } = run;
  if (status === 'WAITING_CONFIRMATION') return { reason: waitingReason ?? WAITS.confirmation, nextEligibleAt: null };
  if (status !== 'PENDING') return null;
  const now = ctx.clock.now();
  if (isHeld && (await isBehindParked(ctx, run))) return { reason: WAITS.decision, nextEligibleAt: null };
  const isLater = nextEligibleAt !== null && nextEligibleAt > now;
  const at = isLater ? nextEligibleAt : now;
  if (isHeld) return { reason: WAITS.turn, nextEligibleAt: at };
  if (isLater) return { reason: waitingReason ?? WAITS.worker, nextEligibleAt: at };
  return { reason: await reasonOfReady(ctx, run), nextEligibleAt: at };
}

/** The same by the ids of runs; those that do not wait are left out. */
export async function readWaitingStates(ctx: Context, runIds: readonly string[]): Promise<Map<string, WaitingState>> {
  requireScope(ctx, 'task:read');
  const where = { id: { in: [...runIds] } };
  const runs = await transaction(ctx, ({ tx }) => tx.prisma.taskRun.findMany({ where }));
  const states = await Promise.all(runs.map(async (run) => [run.id, await waitingState(ctx, run)] as const));
  return new Map(states.flatMap(([id, state]) => (state ? [[id, state]] : [])));
}

/** Of a run whose time has come. */
async function reasonOfReady(ctx: Context, { runnerLabels }: WaitingRun): Promise<string> {
  const { runsPerTenant } = ctx.config;
  const underWay = await loaderOf(ctx, 'task_run.under_way', () => countUnderWay(ctx)).load(ctx.tenantId);
  if ((underWay ?? 0) >= runsPerTenant) return WAITS.room(runsPerTenant);
  return runnerLabels.length > 0 ? WAITS.labels(runnerLabels) : WAITS.worker;
}

function isBehindParked(ctx: Context, { taskId }: WaitingRun): Promise<true | undefined> {
  return loaderOf(ctx, 'task_run.parked', (taskIds) => findParked(ctx, taskIds)).load(taskId);
}

async function countUnderWay(ctx: Context): Promise<Map<string, number>> {
  requireScope(ctx, 'task:read');
  const count = await transaction(ctx, ({ tx }) => tx.prisma.taskRun.count({ where: { status: 'RUNNING' } }));
  return new Map([[ctx.tenantId, count]]);
}

async function findParked(ctx: Context, taskIds: string[]): Promise<Map<string, true>> {
  requireScope(ctx, 'task:read');
  const where = { taskId: { in: taskIds }, status: 'WAITING_CONFIRMATION', mode: 'APPLY' } as const;
  const rows = await transaction(ctx, ({ tx }) => tx.prisma.taskRun.findMany({ where, select: { taskId: true } }));
  return new Map(rows.map(({ taskId }) => [taskId, true]));
}
