import { inSeconds, type StepScope } from '../core/performer.ts';
import type { Asked } from '../flow-step.ts';
import { done, failed, type StepResult } from '../step-result.ts';

interface Question {
  deadlineSeconds: number;
  onDeadline: 'REJECT' | 'APPROVE';
  waitingFor: string;
  asked?: Asked;
}

/** What a step that asks comes to: the decision, more waiting, or what follows when nobody decides. */
export function awaitDecision({ step, now }: Pick<StepScope, 'step' | 'now'>, question: Question): StepResult {
  const wait = step.wait?.kind === 'approval' ? step.wait : null;
  const { decision } = wait ?? {};
  if (decision?.isApproved)
    return done('changed', { decision: 'approved', by: decision.by, comment: decision.comment, ...wait?.asked });
  if (decision) return failed('rejected', `rejected by ${decision.by}${decision.comment && `: ${decision.comment}`}`);
  const deadline = wait ? new Date(wait.deadline) : inSeconds(now, question.deadlineSeconds);
  if (deadline > now) {
    const asked = wait?.asked ?? question.asked;
    const state = { kind: 'approval', deadline: deadline.toISOString(), ...(asked ? { asked } : {}) } as const;
    return { kind: 'wait', waitingFor: question.waitingFor, until: deadline, state };
  }
  if (question.onDeadline === 'APPROVE')
    return done('changed', { decision: 'expired', by: '', comment: '', ...wait?.asked }, 'nobody has decided in time');
  return failed('deadline', `nobody has decided by ${deadline.toISOString()}`);
}
