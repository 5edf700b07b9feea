import type { Scope } from '../../access.ts';
import type { Actor, Context } from '../../context.ts';
import type { TraceHeaders } from '../../platform/telemetry/index.ts';
import type { Services } from '../../services.ts';
import type { ScriptRun } from './script-run.ts';

/**
 * What a script may touch: the directory, and flows that it starts. Not the tenant, not integrations or tasks; and as it holds no role, it makes
 * nobody an admin and unmakes no owner.
 */
const SCRIPT_SCOPES: ReadonlySet<Scope> = new Set<Scope>([
  'user:read',
  'user:write',
  'group:read',
  'group:write',
  'application:read',
  'application:write',
  'flow:run',
]);

export type Identity = Pick<ScriptRun, 'tenantId' | 'runId' | 'taskId' | 'taskName' | 'cause' | keyof TraceHeaders>;

/** The context in which a script changes the directory: its task is the actor, and its run the request. */
export function taskContext(services: Services, identity: Identity): Context {
  const { tenantId, runId, taskId, taskName, cause, traceparent, tracestate } = identity;
  const actor: Actor = { kind: 'task', id: taskId, email: null, name: taskName, role: null, scopes: SCRIPT_SCOPES };
  const request = { id: runId, ipAddress: null, userAgent: null, traceparent, tracestate };
  return { ...services, tenantId, actor, request, ...(cause ? { cause } : {}) };
}
