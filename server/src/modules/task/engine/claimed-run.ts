import type { OverlapPolicy, RunMode, RunTrigger } from '@joinery/prisma';
import type { TraceHeaders } from '../../../platform/telemetry/index.ts';
import type { ScriptTrigger } from '../../script/index.ts';
import type { RemovalCap } from '../task-fields.ts';

/** A run that this worker has claimed, with all that executing it takes but the secrets. */
export interface ClaimedRun extends TraceHeaders {
  tenantId: string;
  id: string;
  /** Fences what is written of it: a claim that has lapsed writes nothing. */
  claim: number;
  /** From 1; more only for a run that is made again. */
  attempt: number;
  mode: RunMode;
  trigger: RunTrigger;
  integrationName: string | null;
  eventId: string | null;
  depth: number;
  scheduledFor: Date | null;
  planRunId: string | null;
  /** A person has said yes to its removals. */
  isConfirmed: boolean;
  /** The number of its last effect so far. */
  lastEffect: number;
  /** Null once it is no longer kept. */
  event: ScriptTrigger | null;
  task: ClaimedTask;
  script: { code: string; config: Record<string, string>; hasSecrets: boolean } | null;
}

export interface ClaimedTask {
  id: string;
  name: string;
  /** `script`, or a built-in job. */
  type: string;
  overlapPolicy: OverlapPolicy;
  timeoutSeconds: number;
  memoryMb: number;
  allowedHosts: string[] | null;
  isSafeToRetry: boolean;
  maxRetries: number;
  removalCap: RemovalCap | null;
}
