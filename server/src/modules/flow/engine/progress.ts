import { systemContext } from '../../../context.ts';
import { storable } from '../../../platform/db/storable.ts';
import type { Services } from '../../../services.ts';
import { type SqlTxContext, sqlTransaction } from '../../../transaction.ts';
import { closeQuestion, openQuestion } from '../approval/close-question.ts';
import type { FlowStep } from '../flow-step.ts';
import { insertSteps, updateSteps } from '../flow-steps.sql.ts';
import { forgetSecrets } from '../forget-secrets.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import { type AttemptInsert, type FlowChange, insertAttempts, nudgeParent, writeFlow } from './progress.sql.ts';

/** What a flow has come to since the last commit, and the way to write it: all of it together, or nothing. */
export interface Progress {
  touch(step: FlowStep): void;
  add(steps: readonly FlowStep[]): void;
  attempt(attempt: AttemptInsert): void;
  /** Events, audit rows and errands, with the commit. */
  tell(work: Told): void;
  /**
   * Answers whether the flow is this worker's still and goes on. `guard` is asked in the same transaction, before anything
   * is written: what it answers instead of null is written in the place of the change.
   */
  commit(change: Partial<FlowChange>, guard?: Guard): Promise<boolean>;
}

type Told = (ctx: SqlTxContext) => void | Promise<void>;

export type Guard = (ctx: SqlTxContext) => Promise<Partial<FlowChange> | null>;

/** Somebody else has the flow, or it was cancelled: nothing more is to be done about it. */
export class LapsedClaim extends Error {}

/** Who wakes sleeping flows looks at least this often by itself. */
const SOON_MS = 1000;

export function createProgress(services: Services, flow: ClaimedFlow): Progress {
  let touched = new Set<FlowStep>();
  let added: FlowStep[] = [];
  let attempts: AttemptInsert[] = [];
  let told: Told[] = [];

  const write = async (ctx: SqlTxContext, change: FlowChange) => {
    const parentFlowId = isOver(change.status) ? flow.parentFlowId : null;
    // Pipelined, in this order: the first holds the flow's row until the commit.
    const [status] = await Promise.all([
      writeFlow(ctx.tx, flow, change, ctx.clock.now()),
      updateSteps(ctx.tx, flow, storable([...touched])),
      insertSteps(ctx.tx, flow, storable(added)),
      insertAttempts(ctx.tx, flow, storable(attempts)),
      parentFlowId ? nudgeParent(ctx.tx, flow.tenantId, parentFlowId) : undefined,
    ]);
    if (status === null) throw new LapsedClaim();
    if (isOver(status) && status !== 'FAILED') await forgetSecrets(ctx, flow.steps);
    if (status === 'CANCELLED') await closeQuestions(ctx, flow);
    for (const tell of told) await tell(ctx);
    return status;
  };

  return {
    touch: (step) => void touched.add(step),
    add: (steps) => void added.push(...steps),
    attempt: (attempt) => void attempts.push(attempt),
    tell: (work) => void told.push(work),
    commit: async (wanted, guard) => {
      const { error, isCompensating } = flow;
      const now: FlowChange = { status: 'RUNNING', waitingFor: null, wakeAt: null, error, isCompensating };
      const status = await sqlTransaction(contextOf(services, flow), async (ctx) => {
        const instead = (await guard?.(ctx)) ?? null;
        return write(ctx, { ...now, ...(instead ?? wanted) });
      });
      flow.status = status;
      touched = new Set();
      [added, attempts, told] = [[], [], []];
      services.signals.raise('flows', [flow.tenantId]);
      const wakeAt = status === 'WAITING' ? wanted.wakeAt : null;
      if (wakeAt && wakeAt.getTime() - Date.now() < SOON_MS) services.signals.raise('sleeping_flows', [flow.tenantId]);
      if (status === 'PENDING' || isOver(status)) services.signals.raise('ready_flows', [flow.tenantId]);
      return status === 'RUNNING';
    },
  };
}

/** What a flow does, Joinery does: caused by what has set it off. */
export function contextOf(services: Services, { tenantId, id, eventId, depth }: ClaimedFlow) {
  return systemContext(services, tenantId, id, eventId ? { eventId, depth } : undefined);
}

/** What was asked in the moment in which the flow was cancelled. */
async function closeQuestions(ctx: SqlTxContext, flow: ClaimedFlow): Promise<void> {
  for (const step of flow.steps)
    await closeQuestion(ctx, flow, openQuestion(step), 'It is over: the flow was cancelled');
}

function isOver(status: FlowChange['status']): boolean {
  return status !== 'RUNNING' && status !== 'WAITING' && status !== 'PENDING';
}
