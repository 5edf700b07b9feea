import { AppError } from '../../../errors.ts';
import type { Services } from '../../../services.ts';
import { isObject } from '../../chain/index.ts';
import type { RunAction } from '../action-runner.ts';
import { askByAction } from '../approval/ask-by-action.ts';
import { isPerformed, isPlannedUnseen, performCore } from '../core/registry.ts';
import type { FlowStep } from '../flow-step.ts';
import { done, failed, type StepResult } from '../step-result.ts';
import { isUnanswered } from '../unanswered.ts';
import type { ClaimedFlow } from './claimed-flow.ts';
import { lookAgain } from './look-again.ts';
import { contextOf } from './progress.ts';

export interface TryParts {
  services: Services;
  runAction: RunAction;
}

export interface Try {
  flow: ClaimedFlow;
  step: FlowStep;
  input: unknown;
  signal: AbortSignal;
}

/** Tries a step once. Never throws: whatever happens is the result. */
export async function tryStep(parts: TryParts, one: Try): Promise<StepResult> {
  const { flow, step, input, signal } = one;
  const { services } = parts;
  try {
    if (step.connectionId !== null) {
      if (!step.spec.asksApproval || step.undoesId !== null) return await tryAction(parts, one);
      const ask = (input: object) => tryAction(parts, { ...one, input });
      return await askByAction(one, { now: services.clock.now(), portalUrl: services.config.portalUrl }, ask);
    }
    if (flow.mode === 'PLAN' && isPlannedUnseen(step.actionType)) return done('planned');
    const now = services.clock.now();
    if (step.actionType === 'wait_condition') return await lookAgain(parts, { ...one, now });
    if (!isPerformed(step.actionType)) return failed('invalid', `there is no action ${step.actionType}`);
    const scope = { ctx: contextOf(services, flow), flow, step, now, signal };
    return await performCore(step.actionType, scope, input);
  } catch (error) {
    return thrown(parts, one, error);
  }
}

async function tryAction({ services, runAction }: TryParts, { flow, step, input, signal }: Try): Promise<StepResult> {
  const answer = await runAction(contextOf(services, flow), {
    connectionId: step.connectionId ?? '',
    pluginVersionId: step.pluginVersionId,
    actionType: step.actionType,
    input: isObject(input) ? input : {},
    mode: flow.mode === 'PLAN' ? 'plan' : 'apply',
    runId: step.id,
    timeoutMs: step.spec.timeoutSeconds * 1000,
    signal,
  });
  const told = { effects: answer.effects, logs: answer.logs };
  switch (answer.outcome) {
    case 'changed':
      return { ...done('changed', answer.output), ...told };
    case 'noop':
      return { ...done('noop', answer.output, answer.reason), ...told };
    case 'planned':
      return { ...done('planned', null), ...told };
    case 'asleep': {
      const waitingFor = `the provider, until ${answer.sleepUntil.toISOString()}`;
      return { kind: 'wait', waitingFor, until: answer.sleepUntil, state: { kind: 'asleep' }, ...told };
    }
    case 'failed': {
      const { kind: errorKind, message: error, retryAt } = answer.error;
      // Trying again would change nothing, and nothing is wrong.
      if (errorKind === 'not_supported') return { kind: 'skipped', reason: error, ...told };
      return { kind: 'failed', errorKind, error, retryAt, isCertain: isCertain(step, errorKind), ...told };
    }
  }
}

/** What may have happened matters where it must not happen twice. */
function isCertain({ effect, isIdempotent }: FlowStep, errorKind: string): boolean {
  return effect === 'read' || isIdempotent || !isUnanswered(errorKind);
}

const KINDS: Partial<Record<AppError['code'], string>> = {
  NOT_FOUND: 'not_found',
  INVALID_INPUT: 'invalid',
  CONFLICT: 'conflict',
  FORBIDDEN: 'denied',
  PRECONDITION_FAILED: 'precondition',
};

function thrown({ services }: TryParts, { flow, step }: Try, error: unknown): StepResult {
  const kind = error instanceof AppError ? KINDS[error.code] : undefined;
  if (kind && error instanceof AppError) return failed(kind, error.message);
  services.log.error({ err: error, flowId: flow.id, step: step.name }, 'a step of a flow cannot be tried');
  return {
    kind: 'failed',
    errorKind: 'internal',
    error: 'something is wrong on our side; the log of the server says what',
    isCertain: step.effect === 'read' || step.isIdempotent,
  };
}
