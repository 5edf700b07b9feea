import type { Context } from '../../../context.ts';
import { loaderOf } from '../../../loader.ts';
import { transaction } from '../../../transaction.ts';
import { installedVersionsOf } from '../../connection/index.ts';
import { readActionTitles } from '../../plugin/index.ts';
import type { ChainStep } from '../step.ts';
import { coreAction } from './core-actions.ts';

type Named = Pick<ChainStep, 'connectionId' | 'actionType'>;

/** What the action of a step is called for people, by the version that its connection has now. */
export function titleOfStep(ctx: Context, step: Named): Promise<string | null> {
  return titleOf(ctx, step, async (connectionId) =>
    loaderOf(ctx, 'connection.installed_version', (ids) =>
      transaction(ctx, (ctx) => installedVersionsOf(ctx, ids)),
    ).load(connectionId),
  );
}

/** The same by a version that is known already. */
export function titleByVersion(ctx: Context, step: Named & { pluginVersionId: string | null }): Promise<string | null> {
  return titleOf(ctx, step, async () => step.pluginVersionId);
}

/** Null where nobody knows the action any more. Guards nothing: who may see the step may see what it does. */
async function titleOf(
  ctx: Context,
  { connectionId, actionType }: Named,
  versionOf: (connectionId: string) => Promise<string | null | undefined>,
): Promise<string | null> {
  if (connectionId === null) return coreAction(actionType)?.title ?? null;
  const versionId = await versionOf(connectionId);
  if (!versionId) return null;
  const titles = await loaderOf(ctx, 'plugin_version.action_titles', (ids) =>
    transaction(ctx, (ctx) => readActionTitles(ctx, ids)),
  ).load(versionId);
  return titles?.get(actionType) ?? null;
}
