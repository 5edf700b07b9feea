import type { Context } from '../../context.ts';

/** One action of a connection's plugin, to be run once. */
export interface ActionRun {
  connectionId: string;
  /** The version that the flow began with. */
  pluginVersionId: string | null;
  actionType: string;
  input: unknown;
  mode: 'apply' | 'plan';
  runId: string;
  timeoutMs: number;
  signal: AbortSignal;
}

export type ActionAnswer = { effects: readonly unknown[]; logs: readonly unknown[] } & (
  | { outcome: 'changed'; output: unknown }
  | { outcome: 'noop'; output: unknown; reason: string }
  | { outcome: 'planned' }
  | { outcome: 'asleep'; sleepUntil: Date }
  | { outcome: 'failed'; error: { kind: string; message: string; retryAt?: Date } }
);

/** Runs plugin actions; failures are values. */
export type RunAction = (ctx: Context, run: ActionRun) => Promise<ActionAnswer>;
