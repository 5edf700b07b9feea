import type { Context } from '../../context.ts';
import { runPluginAction } from '../../plugins/host/index.ts';
import { faultsOf } from '../../plugins/json-schema.ts';
import { getAction, noteRun, openConnection } from '../connection/index.ts';
import type { ActionAnswer, ActionRun, RunAction } from './action-runner.ts';

/** Runs an action of a connection's plugin, in the version that the flow began with. */
export const runConnectionAction: RunAction = async (ctx: Context, run: ActionRun): Promise<ActionAnswer> => {
  const { connectionId, pluginVersionId, actionType, input, mode, runId, timeoutMs, signal } = run;
  const opened = await openConnection(ctx, connectionId, { pluginVersionId });
  const action = getAction(opened, actionType);
  const faults = faultsOf(action.input, input, 'input');
  if (faults.length > 0) return invalid(faults.map(({ path, message }) => `${path} ${message}`).join('; '));
  const { bundle, manifest, config, secrets, connectionKey } = opened;
  const result = await runPluginAction(ctx, ctx.sandbox, {
    tenantId: ctx.tenantId,
    runId,
    bundle,
    manifest,
    config,
    secrets,
    connectionKey,
    timeoutMs,
    signal,
    action: action.id,
    input: input as Parameters<typeof runPluginAction>[2]['input'],
    mode,
  });
  await noteRun(ctx, opened, result);
  return result;
};

function invalid(message: string): ActionAnswer {
  return { effects: [], logs: [], outcome: 'failed', error: { kind: 'invalid', message } };
}
