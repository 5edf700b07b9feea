import { type Cause, systemContext } from '../../../context.ts';
import type { Services } from '../../../services.ts';
import { sqlTransaction } from '../../../transaction.ts';
import type { ScriptRun } from '../../script/index.ts';
import { readSecrets } from '../../secret/index.ts';
import type { ClaimedRun } from './claimed-run.ts';

const TRIGGERED_BY = {
  SCHEDULE: 'schedule',
  MANUAL: 'manual',
  APPLY_PLAN: 'manual',
  INTEGRATION: 'integration',
} as const;

/** What a script is told of its run, with the secrets of its task. */
export async function toScriptRun(services: Services, run: ClaimedRun): Promise<ScriptRun> {
  const { tenantId, task, script } = run;
  return {
    tenantId,
    runId: run.id,
    taskId: task.id,
    taskName: task.name,
    mode: run.mode === 'PLAN' ? 'plan' : 'apply',
    triggeredBy: TRIGGERED_BY[run.trigger],
    code: script?.code ?? '',
    config: script?.config ?? {},
    secrets: script?.hasSecrets ? await secretsOf(services, run) : {},
    trigger: run.event,
    allowedHosts: task.allowedHosts,
    timeoutMs: task.timeoutSeconds * 1000,
    memoryMb: task.memoryMb,
    cause: causeOf(run),
    traceparent: run.traceparent,
    tracestate: run.tracestate,
  };
}

/** What its changes of the directory are caused by: the event that has set it off. */
export function causeOf({ eventId, depth }: ClaimedRun): Cause | undefined {
  return eventId ? { eventId, depth } : undefined;
}

async function secretsOf(services: Services, { tenantId, id, task }: ClaimedRun): Promise<Record<string, string>> {
  const secrets = await sqlTransaction(systemContext(services, tenantId, id), (ctx) =>
    readSecrets(ctx, 'task', task.id),
  );
  return Object.fromEntries(secrets);
}
