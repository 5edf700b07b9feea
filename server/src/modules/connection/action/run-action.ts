import type { ManifestAction } from '@joinery/plugin-sdk/manifest';
import { z } from 'zod';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { invalidInput } from '../../../errors.ts';
import { parseInput } from '../../../parse-input.ts';
import { newId } from '../../../platform/id.ts';
import { type PluginActionResult, runPluginAction } from '../../../plugins/host/index.ts';
import { faultsOf } from '../../../plugins/json-schema.ts';
import { sqlTransaction } from '../../../transaction.ts';
import { auditRefusal, recordAudit } from '../../audit/index.ts';
import { connectionTarget } from '../internal.ts';
import { type OpenConnection, openConnection } from '../open-connection.ts';
import { getAction } from './action-types.ts';
import { auditDetail, auditOutcome } from './audit-detail.ts';
import { noteRun } from './note-run.ts';

const RunAction = z.object({
  connectionId: z.string(),
  actionType: z.string().max(100),
  input: z
    .record(z.string(), z.json(), 'must be an object')
    .nullish()
    .transform((input) => input ?? {}),
  mode: z.enum(['APPLY', 'PLAN']).default('APPLY'),
});

const TIMEOUT_MS = 60_000;

/**
 * Runs one action of a connection's plugin, now. What the provider refuses is in the result; the run is audited with its
 * effects. INVALID_INPUT for an input that is not the action's; FORBIDDEN for an action that takes away, without the
 * scope for it, unless it is only planned.
 */
export function runAction(ctx: Context, input: unknown): Promise<PluginActionResult> {
  requireScope(ctx, 'action:run');
  const asked = parseInput(RunAction, input);
  const { connectionId, actionType, mode } = asked;
  let target: { type: string; id: string; name?: string } = { type: 'connection', id: connectionId };
  const refused = () => ({ action: 'action.run', target, detail: { action_type: actionType, mode } });
  return auditRefusal(ctx, refused, async () => {
    const opened = await openConnection(ctx, connectionId);
    target = connectionTarget(opened.connection);
    const action = getAction(opened, actionType);
    if (action.effect === 'destructive' && mode === 'APPLY') requireScope(ctx, 'action:destroy');
    const faults = faultsOf(action.input, asked.input, 'input');
    if (faults.length > 0) throw invalidInput(faults);
    const result = await perform(ctx, opened, { action, input: asked.input, mode });
    await noteRun(ctx, opened, result);
    await sqlTransaction(ctx, async (ctx) => {
      recordAudit(ctx, {
        action: 'action.run',
        target,
        outcome: auditOutcome(result),
        detail: auditDetail(opened, asked, result),
      });
    });
    return result;
  });
}

type Input = z.infer<typeof RunAction>['input'];

function perform(
  ctx: Context,
  { manifest, bundle, config, secrets, connectionKey }: OpenConnection,
  { action, input, mode }: { action: ManifestAction; input: Input; mode: 'APPLY' | 'PLAN' },
): Promise<PluginActionResult> {
  return runPluginAction(ctx, ctx.sandbox, {
    tenantId: ctx.tenantId,
    runId: newId(),
    bundle,
    manifest,
    config,
    secrets,
    connectionKey,
    timeoutMs: TIMEOUT_MS,
    action: action.id,
    input: input as Parameters<typeof runPluginAction>[2]['input'],
    mode: mode === 'PLAN' ? 'plan' : 'apply',
  });
}
