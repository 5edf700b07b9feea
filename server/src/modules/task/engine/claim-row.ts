import type { OverlapPolicy, RunMode, RunTrigger } from '@joinery/prisma';
import type { TraceHeaders } from '../../../platform/telemetry/index.ts';
import type { RemovalCap } from '../task-fields.ts';
import type { ClaimedRun } from './claimed-run.ts';

export interface ClaimRow extends TraceHeaders {
  tenant_id: string;
  id: string;
  claim: number;
  attempt: number;
  mode: RunMode;
  trigger: RunTrigger;
  integration_name: string | null;
  event_id: string | null;
  depth: number;
  scheduled_for: Date | null;
  plan_run_id: string | null;
  is_confirmed: boolean;
  last_effect: number;
  task_id: string;
  task_name: string;
  task_type: string;
  overlap_policy: OverlapPolicy;
  timeout_seconds: number;
  memory_mb: number;
  allowed_hosts: string[] | null;
  is_safe_to_retry: boolean;
  max_retries: number;
  removal_cap: RemovalCap | null;
  code: string | null;
  config: Record<string, string> | null;
  has_secrets: boolean;
  event_type: string | null;
  event_actor_id: string | null;
  event_actor_email: string | null;
  ip_address: string | null;
  fired_at: Date | null;
  data: Record<string, unknown> | null;
  previous: Record<string, unknown> | null;
}

export function toClaimedRun(row: ClaimRow): ClaimedRun {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    claim: row.claim,
    attempt: row.attempt,
    mode: row.mode,
    trigger: row.trigger,
    integrationName: row.integration_name,
    eventId: row.event_id,
    depth: row.depth,
    traceparent: row.traceparent,
    tracestate: row.tracestate,
    scheduledFor: row.scheduled_for,
    planRunId: row.plan_run_id,
    isConfirmed: row.is_confirmed,
    lastEffect: row.last_effect,
    event: toEvent(row),
    task: {
      id: row.task_id,
      name: row.task_name,
      type: row.task_type,
      overlapPolicy: row.overlap_policy,
      timeoutSeconds: row.timeout_seconds,
      memoryMb: row.memory_mb,
      allowedHosts: row.allowed_hosts,
      isSafeToRetry: row.is_safe_to_retry,
      maxRetries: row.max_retries,
      removalCap: row.removal_cap,
    },
    script: row.code === null ? null : { code: row.code, config: row.config ?? {}, hasSecrets: row.has_secrets },
  };
}

function toEvent(row: ClaimRow): ClaimedRun['event'] {
  if (row.event_id === null || row.event_type === null || row.fired_at === null) return null;
  return {
    eventId: row.event_id,
    eventType: row.event_type,
    actorId: row.event_actor_id,
    actorEmail: row.event_actor_email,
    ipAddress: row.ip_address,
    firedAt: row.fired_at.toISOString(),
    data: row.data ?? {},
    previous: row.previous,
  };
}
