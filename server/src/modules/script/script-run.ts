import type { Cause } from '../../context.ts';
import type { TraceHeaders } from '../../platform/telemetry/index.ts';
import type { FailureKind, LogLine, SandboxUsage } from '../../sandbox/contract.ts';

/** The event that set a run off, as scripts see it in `trigger`. */
export interface ScriptTrigger {
  eventId: string;
  eventType: string;
  actorId: string | null;
  actorEmail: string | null;
  ipAddress: string | null;
  /** RFC 3339, UTC. */
  firedAt: string;
  data: Record<string, unknown>;
  previous: Record<string, unknown> | null;
}

/** Everything that one execution of a script needs to be told. */
export interface ScriptRun extends TraceHeaders {
  tenantId: string;
  runId: string;
  taskId: string;
  taskName: string;
  /** In a plan, reads are real and writes become effects with stand-in answers. */
  mode: 'apply' | 'plan';
  triggeredBy: 'schedule' | 'manual' | 'integration';
  /** What compileScript made of the source. */
  code: string;
  config: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
  trigger: ScriptTrigger | null;
  /** Hosts that it may reach; null for any public one. */
  allowedHosts: readonly string[] | null;
  timeoutMs: number;
  memoryMb: number;
  /** What its changes of the directory are caused by, so that loops end. */
  cause: Cause | undefined;
}

export type EffectOutcome = 'planned' | 'changed' | 'noop' | 'skipped' | 'failed';

/** One change that a script makes, or in a plan would make. Secrets in it are replaced by their names. */
export interface ScriptEffect {
  /** From 1, in the order in which the script asked for them. */
  number: number;
  /** `group.add_member`, `http.request`. */
  kind: string;
  /** For people: `group.add_member alice@example.com → ops`. */
  summary: string;
  /** What performs it: the input of the host call, with `{{secrets.NAME}}` in the place of secrets. */
  data: Record<string, unknown>;
  isRemoval: boolean;
  outcome: EffectOutcome;
  /** The state that a planned effect rests on; null where there is none to compare. */
  basis: Record<string, unknown> | null;
  result: unknown;
  error: string | null;
  at: Date;
}

/** What takes in what a run does while it goes on. */
export interface RunSink {
  /** Lines with their secrets masked. */
  log(lines: readonly LogLine[]): void;
  /**
   * Asked before a removal is performed, and answers whether it may be. When it may not, the call fails in the script
   * with the code REMOVAL_CAP, and the run ends there.
   */
  mayRemove(effect: Pick<ScriptEffect, 'kind' | 'summary'>): Promise<boolean>;
  /** Called once an effect has its outcome. */
  effect(effect: ScriptEffect): void;
  signal: AbortSignal;
}

export type ScriptOutcome =
  | { ok: true; output: string; usage: SandboxUsage }
  | { ok: false; kind: FailureKind | 'removal_cap'; error: string; usage: SandboxUsage };
