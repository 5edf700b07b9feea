import { systemContext } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import type { Services } from '../../../services.ts';
import { executeScript, type Sandbox, type ScriptOutcome } from '../../script/index.ts';
import type { BuiltInJobs } from '../built-in/job.ts';
import type { ClaimedRun } from './claimed-run.ts';
import type { Execution } from './ending.ts';
import { stopped } from './execution-stop.ts';
import { performPlan } from './perform-plan.ts';
import type { Recorder } from './recorder.ts';
import { createRemovalBrake } from './removal-brake.ts';
import { causeOf, toScriptRun } from './script-input.ts';

export interface ExecuteParts {
  services: Services;
  sandbox: Sandbox;
  builtIns: BuiltInJobs;
}

/** Executes a run once: its script, its built-in job, or the plan that it applies. */
export function executeRun(
  parts: ExecuteParts,
  run: ClaimedRun,
  { recorder, signal }: { recorder: Recorder; signal: AbortSignal },
): Promise<Execution> {
  if (run.task.type !== 'script') return executeBuiltIn(parts, run, { recorder, signal });
  const brake = createRemovalBrake(parts.services, run);
  if (run.planRunId) return performPlan(parts.services, run, { recorder, signal, brake });
  return executeOwnScript(parts, run, { recorder, signal, brake });
}

async function executeOwnScript(
  { services, sandbox }: ExecuteParts,
  run: ClaimedRun,
  told: { recorder: Recorder; signal: AbortSignal; brake: ReturnType<typeof createRemovalBrake> },
): Promise<Execution> {
  const { recorder, signal, brake } = told;
  if (!run.script) return { kind: 'failure', errorKind: 'syntax', error: 'its script is not there any more' };
  const outcome = await executeScript(services, sandbox, await toScriptRun(services, run), {
    log: recorder.log,
    effect: recorder.effect,
    mayRemove: brake.mayRemove,
    signal,
  });
  return toExecution(outcome, signal, brake.reason);
}

function toExecution(outcome: ScriptOutcome, signal: AbortSignal, capReason: string | null): Execution {
  if (outcome.ok) return { kind: 'success', output: outcome.output };
  if (outcome.kind === 'cancelled') return stopped(signal);
  if (outcome.kind === 'removal_cap' && capReason !== null) return { kind: 'parked', reason: capReason };
  // The brake said no without a bound: the run is not ours any more.
  if (outcome.kind === 'removal_cap') return { kind: 'dropped' };
  return { kind: 'failure', errorKind: outcome.kind, error: outcome.error };
}

async function executeBuiltIn(
  { services, builtIns }: ExecuteParts,
  run: ClaimedRun,
  { recorder, signal }: { recorder: Recorder; signal: AbortSignal },
): Promise<Execution> {
  const job = builtIns[run.task.type];
  if (!job) return { kind: 'failure', errorKind: 'denied', error: `there is no built-in job ${run.task.type}` };
  const deadline = AbortSignal.timeout(run.task.timeoutSeconds * 1000);
  const ctx = systemContext(services, run.tenantId, run.id, causeOf(run));
  const log = (text: string) => recorder.log([{ at: services.clock.now().toISOString(), level: 'info', text }]);
  try {
    const output = await job(ctx, { log, signal: AbortSignal.any([signal, deadline]) });
    return { kind: 'success', output };
  } catch (error) {
    if (signal.aborted) return stopped(signal);
    if (deadline.aborted) return { kind: 'failure', errorKind: 'timeout', error: 'it took longer than it may' };
    services.log.error({ err: error, runId: run.id, job: run.task.type }, 'a built-in job failed');
    const message = error instanceof AppError && error.code !== 'INTERNAL' ? error.message : OUR_SIDE;
    return { kind: 'failure', errorKind: 'thrown', error: message };
  }
}

const OUR_SIDE = 'something is wrong on our side; the log of the server says what';
