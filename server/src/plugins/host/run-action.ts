import type { Json, Sandbox } from '../../sandbox/index.ts';
import type { Services } from '../../services.ts';
import type { PluginFailure, PluginRun, PluginTrace } from './plugin-run.ts';
import { runPlugin } from './run-plugin.ts';

export interface PluginActionRun extends PluginRun {
  action: string;
  input: { [name: string]: Json };
  /** `plan`: reads are real, and the first request that writes ends it as `planned`. */
  mode: 'apply' | 'plan';
}

export type PluginActionResult = PluginTrace &
  (
    | { outcome: 'changed'; output: Json }
    | { outcome: 'noop'; output: Json; reason: string }
    /** What it would write is in `effects`; its output is not known yet. */
    | { outcome: 'planned' }
    /** To be run again, from its beginning, then. */
    | { outcome: 'asleep'; sleepUntil: Date }
    | { outcome: 'failed'; error: PluginFailure }
  );

/** Runs one action. Failures are values. */
export async function runPluginAction(
  services: Pick<Services, 'egress' | 'clock' | 'limiter'>,
  sandbox: Sandbox,
  run: PluginActionRun,
): Promise<PluginActionResult> {
  const { input, mode } = run;
  const action = run.manifest.actions.find(({ id }) => id === run.action);
  const order = { operation: 'action', action: run.action, input };
  const { trace, hasPlanned, ...given } = await runPlugin(services, sandbox, run, { order, action, mode });
  // What the host held back decides, whatever the plugin made of it.
  if (hasPlanned) return { ...trace, outcome: 'planned' };
  if (!given.ok) return { ...trace, outcome: 'failed', error: given.error };
  const { answer } = given;
  if ('sleepUntil' in answer) return { ...trace, outcome: 'asleep', sleepUntil: new Date(answer.sleepUntil) };
  if ('outcome' in answer && answer.outcome !== 'planned') return { ...trace, ...answer };
  return { ...trace, outcome: 'failed', error: { kind: 'plugin', message: 'an action answers an outcome' } };
}
