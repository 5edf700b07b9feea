import type { Services } from '../../../services.ts';
import { recordAudit } from '../../audit/index.ts';
import { closeQuestion, openQuestion } from '../approval/close-question.ts';
import { withoutToken } from '../callback/callback-url.ts';
import { type FlowStep, hasEnded, type StepStatus } from '../flow-step.ts';
import type { StepResult } from '../step-result.ts';
import { isUnanswered } from '../unanswered.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import type { AttemptInsert } from './progress.sql.ts';
import type { Progress } from './progress.ts';
import { nextTryAt, putOffUntil } from './retry.ts';

export interface SettleParts {
  services: Services;
  flow: ClaimedFlow;
  progress: Progress;
}

/** Puts what came of a try into the step, and what of it is kept into the progress. Commits nothing. */
export function settle({ services, flow, progress }: SettleParts, step: FlowStep, told: StepResult): void {
  const now = services.clock.now();
  const result = withoutTokens(told);
  const question = openQuestion(step);
  progress.touch(step);
  if (step.status === 'RUNNING') progress.attempt(attemptOf(step, result, now));
  if (result.kind === 'done') finish(step, result, now);
  else if (result.kind === 'skipped') skip(step, result.reason, now);
  else if (result.kind === 'wait') park(step, result);
  else fail(step, result, now);
  if (question && hasEnded(step)) progress.tell((ctx) => closeQuestion(ctx, flow, question, endingOf(step)));
  if (isTold(flow, step)) progress.tell((ctx) => recordAudit(ctx, auditOf(flow, step, result)));
}

/** An address to call back may be in whatever a step has sent, and in what came back. */
function withoutTokens(result: StepResult): StepResult {
  const told = { effects: withoutToken(result.effects ?? []), logs: withoutToken(result.logs ?? []) };
  switch (result.kind) {
    case 'done':
      return { ...result, ...told, output: withoutToken(result.output) };
    case 'failed':
      return { ...result, ...told, error: withoutToken(result.error) };
    default:
      return { ...result, ...told };
  }
}

/** For a question that nobody has decided: a decision has said so itself. */
function endingOf({ error, reason }: FlowStep): string {
  return `It is over: ${error ?? reason ?? 'it was decided'}`;
}

function attemptOf(step: FlowStep, result: StepResult, now: Date): AttemptInsert {
  return {
    stepId: step.id,
    number: step.attempts,
    outcome: OUTCOMES[result.kind] ?? (result.kind === 'done' ? result.outcome : ''),
    error: result.kind === 'failed' ? result.error : null,
    errorKind: result.kind === 'failed' ? result.errorKind : null,
    effects: result.effects ?? [],
    logs: result.logs ?? [],
    startedAt: step.startedAt ?? now,
    finishedAt: now,
  };
}

const OUTCOMES: Partial<Record<StepResult['kind'], string>> = { wait: 'waiting', skipped: 'skipped', failed: 'failed' };

function finish(step: FlowStep, result: Extract<StepResult, { kind: 'done' }>, now: Date): void {
  const isOpen = isUnanswered(step.errorKind) && step.effect !== 'read' && !result.isExact;
  const wasTried = isOpen && result.outcome === 'noop';
  Object.assign(step, {
    ...SETTLED,
    status: 'SUCCESS',
    outcome: wasTried ? 'changed' : result.outcome,
    reason: wasTried ? 'was done by an earlier try that was not answered, or had been before' : (result.reason ?? null),
    output: result.output ?? null,
    finishedAt: now,
  });
}

function skip(step: FlowStep, reason: string, now: Date): void {
  Object.assign(step, { ...SETTLED, status: 'SKIPPED', outcome: 'skipped', reason, finishedAt: now });
}

function park(step: FlowStep, { waitingFor, until, state }: Extract<StepResult, { kind: 'wait' }>): void {
  Object.assign(step, {
    status: 'WAITING',
    waitingFor,
    waitingUntil: until,
    wait: state,
    error: null,
    errorKind: null,
  });
}

function fail(step: FlowStep, failure: Extract<StepResult, { kind: 'failed' }>, now: Date): void {
  const { error, errorKind, isCertain } = failure;
  if (!isCertain) {
    Object.assign(step, { ...UNCERTAIN, error, errorKind });
    return;
  }
  const until = putOffUntil(failure, now);
  if (until) {
    step.attemptsBefore += 1;
    const waitingFor = `its provider, which asks to wait until ${until.toISOString()}: ${error}`;
    Object.assign(step, {
      status: 'WAITING',
      waitingFor,
      waitingUntil: until,
      wait: { kind: 'retry' },
      error,
      errorKind,
    });
    return;
  }
  const tries = step.attempts - step.attemptsBefore;
  const again = nextTryAt(step.spec.retry, { ...failure, tries }, now);
  if (again) {
    const waitingFor = `its next try, the ${tries + 1}. of ${step.spec.retry.maxAttempts}: ${error}`;
    Object.assign(step, {
      status: 'WAITING',
      waitingFor,
      waitingUntil: again,
      wait: { kind: 'retry' },
      error,
      errorKind,
    });
    return;
  }
  Object.assign(step, { ...SETTLED, status: 'FAILED', outcome: 'failed', error, errorKind, finishedAt: now });
}

/** A person has to look whether it has happened. */
export const UNCERTAIN = {
  status: 'WAITING' as StepStatus,
  waitingFor: 'somebody to look whether it has happened: try it again, or skip it',
  waitingUntil: null,
  wait: { kind: 'uncertain' },
} as const;

const SETTLED = { waitingFor: null, waitingUntil: null, wait: null, error: null, errorKind: null };

/** Whether the audit log has to tell of it: what was done, or failed, outside, and whatever we refused. */
function isTold({ mode }: ClaimedFlow, step: FlowStep): boolean {
  const { effect, status } = step;
  if (status === 'FAILED' && isRefused(step)) return true;
  return mode === 'APPLY' && effect !== 'read' && (status === 'SUCCESS' || status === 'FAILED');
}

/** A host that is not declared, code that may not be loaded, a connection that is not the tenant's: looking counts, too. */
function isRefused({ errorKind, connectionId }: FlowStep): boolean {
  if (errorKind === 'denied' || errorKind === 'precondition') return true;
  return errorKind === 'not_found' && connectionId === null;
}

function auditOf(flow: ClaimedFlow, step: FlowStep, { effects }: StepResult) {
  const { outcome } = step;
  return {
    action: 'action_flow.step_performed',
    target: { type: 'action_flow', id: flow.id, name: flow.chainName },
    outcome: outcome === 'noop' || outcome === 'failed' ? outcome : ('changed' as const),
    detail: {
      step: step.name,
      action_type: step.actionType,
      connection_id: step.connectionId,
      plugin_version_id: step.pluginVersionId,
      effect: step.effect,
      input: step.input,
      output: step.output,
      error: step.error,
      requests: effects ?? [],
    },
  };
}
