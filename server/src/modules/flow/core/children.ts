import { AppError } from '../../../errors.ts';
import { derivedId } from '../../../platform/id.ts';
import type { CoreInput } from '../../chain/index.ts';
import { readTaskRun, runTaskOnce } from '../../task/index.ts';
import { readFlowState } from '../run/flow-state.ts';
import { startChildFlow } from '../run/start-child.ts';
import { undoFlow } from '../run/undo.ts';
import { done, failed, type StepResult } from '../step-result.ts';
import { inSeconds, type Perform, type StepScope } from './performer.ts';

/** Looks again after this, longer each time: whoever ends tells, and this is for what was not heard. */
const FIRST_LOOK_SECONDS = 0.25;
const LONGEST_SECONDS = 30;

export const runTask: Perform<CoreInput<'run_task'>> = async ({ ctx, flow, step, now }, { taskId }) => {
  if (flow.mode === 'PLAN') return done('planned');
  const runId = derivedId(step.id, 'run', String(step.attemptsBefore));
  const { looks } = step.wait?.kind === 'task' ? step.wait : { looks: 0 };
  const run = looks === 0 ? await runTaskOnce(ctx, taskId, runId) : await readTaskRun(ctx, runId);
  if (run.status === 'SUCCESS') return done('changed', { runId, output: run.output ?? '' });
  if (run.status === 'ERROR') return failed('task', run.error ?? 'its run has failed');
  if (run.status === 'CANCELLED') return failed('cancelled', run.cancelReason ?? 'its run was cancelled');
  const until = inSeconds(now, Math.min(FIRST_LOOK_SECONDS * 2 ** looks, LONGEST_SECONDS));
  return { kind: 'wait', waitingFor: 'the run of a task', until, state: { kind: 'task', runId, looks: looks + 1 } };
};

export const runChain: Perform<CoreInput<'run_chain'>> = async (
  { ctx, flow, step, now },
  { chainId, input, subjectId },
) => {
  const childId = derivedId(step.id, 'flow', String(step.attemptsBefore));
  const { looks } = step.wait?.kind === 'chain' ? step.wait : { looks: 0 };
  if (looks === 0) {
    const version = step.spec.chainVersion;
    await startChildFlow(ctx, {
      parent: flow,
      id: childId,
      chainId,
      input,
      subjectId: subjectId ?? flow.subjectId,
      version,
    });
  }
  const child = await readFlowState(ctx, childId);
  if (child.status === 'SUCCESS') {
    const outcome = child.hasPlanned ? 'planned' : child.hasChanged ? 'changed' : 'noop';
    return done(outcome, { flowId: childId, outputs: child.outputs });
  }
  if (child.status === 'FAILED' || child.status === 'COMPENSATED')
    return failed('chain', child.error ?? 'its flow has failed');
  if (child.status === 'CANCELLED') return failed('cancelled', child.error ?? 'its flow was cancelled');
  return waitFor(childId, looks, now);
};

export const undoChain: Perform<CoreInput<'undo_chain'>> = async (scope: StepScope, { flowId }) => {
  const { ctx, step, now } = scope;
  const { looks } = step.wait?.kind === 'chain' ? step.wait : { looks: 0 };
  if (looks === 0) await undoOrNothing(scope, flowId);
  const child = await readFlowState(ctx, flowId);
  if (child.status === 'COMPENSATED') return done('changed', { flowId });
  if (child.status === 'FAILED') return failed('chain', child.error ?? 'its flow could not be undone');
  return waitFor(flowId, looks, now);
};

/** One that is undone, or being undone, already stays so. */
async function undoOrNothing({ ctx }: StepScope, flowId: string): Promise<void> {
  try {
    await undoFlow(ctx, flowId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'PRECONDITION_FAILED') throw error;
  }
}

function waitFor(flowId: string, looks: number, now: Date): StepResult {
  const until = inSeconds(now, Math.min(2 ** looks, LONGEST_SECONDS));
  return { kind: 'wait', waitingFor: `the flow ${flowId}`, until, state: { kind: 'chain', flowId, looks: looks + 1 } };
}
