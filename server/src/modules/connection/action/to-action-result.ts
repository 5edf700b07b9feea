import type { ManifestAction } from '@joinery/plugin-sdk/manifest';
import type { PluginActionResult } from '../../../plugins/host/index.ts';
import { ActionOutcome, type ActionResult, type ActionType } from './action.type.ts';

export function toActionType(action: ManifestAction): ActionType {
  const { id, title, description, input, output, effect, inverse, idempotent, permissions } = action;
  return {
    name: id,
    title,
    description: description ?? null,
    inputSchema: input,
    outputSchema: output,
    effect: effect as ActionType['effect'],
    inverse,
    isIdempotent: idempotent,
    permissions,
  };
}

/** What the provider cannot do at all is skipped, not failed: trying again would change nothing. */
export function toActionResult(result: PluginActionResult): ActionResult {
  const error = result.outcome === 'failed' ? result.error : null;
  const isSkipped = error?.kind === 'not_supported';
  return {
    outcome: isSkipped ? ActionOutcome.SKIPPED : (result.outcome as ActionOutcome),
    output: 'output' in result ? result.output : null,
    reason: isSkipped ? error.message : result.outcome === 'noop' ? result.reason : null,
    error,
    sleepUntil: result.outcome === 'asleep' ? result.sleepUntil : null,
    effects: result.effects,
    logs: result.logs,
    durationMs: Math.round(result.usage.wallMs),
  };
}
