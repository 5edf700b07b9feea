import type { ManifestAction } from '@joinery/plugin-sdk/manifest';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { openConnection } from '../open-connection.ts';

/** The action types that a connection offers, in the manifest's order; with `text`, those whose name or title holds it. */
export async function listActionTypes(
  ctx: Context,
  connectionId: string,
  text?: string | null,
): Promise<ManifestAction[]> {
  requireScope(ctx, 'connection:read');
  const { manifest } = await openConnection(ctx, connectionId);
  const wanted = text?.toLowerCase() ?? '';
  return manifest.actions.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(wanted));
}

/** One action of a manifest, or NOT_FOUND. */
export function getAction(
  { manifest }: { manifest: { id: string; actions: readonly ManifestAction[] } },
  name: string,
): ManifestAction {
  const action = manifest.actions.find(({ id }) => id === name);
  if (action) return action;
  throw new AppError('NOT_FOUND', `the plugin ${manifest.id} has no action ${name}`);
}
