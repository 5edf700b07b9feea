import { isDeepStrictEqual } from 'node:util';
import { parseCoreInput, valueAt } from '../../chain/index.ts';
import { inSeconds } from '../core/performer.ts';
import { done, failed, type StepResult } from '../step-result.ts';
import { contextOf } from './progress.ts';
import type { Try, TryParts } from './try-step.ts';

/** `wait_condition`: asks the provider, and waits while its answer is not as it should be. */
export async function lookAgain(
  { services, runAction }: TryParts,
  { flow, step, input, signal, now }: Try & { now: Date },
): Promise<StepResult> {
  const wanted = parseCoreInput('wait_condition', input);
  const { looks, deadline } =
    step.wait?.kind === 'look'
      ? step.wait
      : { looks: 0, deadline: inSeconds(now, wanted.deadlineSeconds).toISOString() };
  const answer = await runAction(contextOf(services, flow), {
    connectionId: wanted.connectionId,
    pluginVersionId: step.pluginVersionId,
    actionType: wanted.actionType,
    input: wanted.input,
    // Whatever the action is, nothing is written by looking.
    mode: 'plan',
    runId: step.id,
    timeoutMs: step.spec.timeoutSeconds * 1000,
    signal,
  });
  const output = 'output' in answer ? answer.output : undefined;
  const found = valueAt(output, wanted.path === '' ? [] : wanted.path.split('.'));
  if (output !== undefined && isDeepStrictEqual(found, wanted.equals))
    return done('noop', { output, looks: looks + 1 });
  const seen =
    answer.outcome === 'failed' ? answer.error.message : `${wanted.path} is ${JSON.stringify(found ?? null)}`;
  if (now >= new Date(deadline)) return failed('deadline', `not so by ${deadline}: ${seen}`);
  const next = inSeconds(now, wanted.everySeconds);
  const until = next < new Date(deadline) ? next : new Date(deadline);
  const waitingFor = `${wanted.path} to be ${JSON.stringify(wanted.equals)}, until ${deadline}; at the last look, ${seen}`;
  return { kind: 'wait', waitingFor, until, state: { kind: 'look', looks: looks + 1, deadline } };
}
