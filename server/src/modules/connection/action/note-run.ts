import type { Context } from '../../../context.ts';
import type { PluginActionResult } from '../../../plugins/host/index.ts';
import { countRun } from '../../plugin/index.ts';
import { noteRunOutcome } from '../health/note-health.ts';
import type { OpenConnection } from '../open-connection.ts';

/** Failures that are the version's own: what a provider refuses, or a person asks wrongly, says nothing of its code. */
const FAULTS_OF_THE_PLUGIN: readonly string[] = ['plugin', 'unexpected_answer', 'denied', 'crashed', 'timeout'];

/** What a run tells of its plugin's version and of its connection. For whoever runs actions: a person, or a flow. */
export async function noteRun(
  ctx: Context,
  { connection, pluginVersionId }: Pick<OpenConnection, 'connection' | 'pluginVersionId'>,
  result: PluginActionResult,
): Promise<void> {
  const error = result.outcome === 'failed' ? result.error : undefined;
  countRun(ctx, pluginVersionId, error !== undefined && FAULTS_OF_THE_PLUGIN.includes(error.kind));
  await noteRunOutcome(ctx, connection, { isSuccess: ['changed', 'noop'].includes(result.outcome), error });
}
