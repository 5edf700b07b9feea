import type { PluginActionResult } from '../../../plugins/host/index.ts';
import type { Outcome } from '../../audit/index.ts';
import type { OpenConnection } from '../open-connection.ts';

/** What an entry of the audit log keeps of a run: enough to know what was done, and no more than can be read. */
const MOST_EFFECTS = 100;
const LONGEST_BODY = 4096;
const LONGEST_INPUT = 16 * 1024;

export interface AskedAction {
  actionType: string;
  mode: 'APPLY' | 'PLAN';
  input: object;
}

export function auditOutcome(result: PluginActionResult): Outcome {
  if (result.outcome === 'planned' || result.outcome === 'asleep') return 'skipped';
  // Trying again would change nothing: the provider cannot do it at all.
  if (result.outcome === 'failed' && result.error.kind === 'not_supported') return 'skipped';
  return result.outcome;
}

export function auditDetail(
  { pluginVersionId, bundle }: Pick<OpenConnection, 'pluginVersionId' | 'bundle'>,
  { actionType, mode, input }: AskedAction,
  result: PluginActionResult,
): object {
  const { effects, outcome } = result;
  const kept = effects.slice(0, MOST_EFFECTS).map((effect) => ({
    ...effect,
    body: effect.body?.slice(0, LONGEST_BODY) ?? null,
  }));
  return {
    action_type: actionType,
    mode,
    input: JSON.stringify(input).length > LONGEST_INPUT ? 'too long to be kept' : input,
    plugin_version_id: pluginVersionId,
    digest: bundle.digest,
    outcome,
    effects: kept,
    effect_count: effects.length,
    ...(result.outcome === 'failed' ? { error: result.error } : {}),
    ...(result.outcome === 'noop' ? { reason: result.reason } : {}),
  };
}
