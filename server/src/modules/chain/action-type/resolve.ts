import type { ManifestAction } from '@joinery/plugin-sdk/manifest';
import { AppError } from '../../../errors.ts';
import type { TxContext } from '../../../transaction.ts';
import { type OpenConnection, openConnection } from '../../connection/index.ts';
import type { ResolveAction } from '../check/check-steps.ts';
import type { ChainStep } from '../step.ts';
import { coreAction } from './core-actions.ts';
import type { StepAction } from './step-action.ts';

type Named = Pick<ChainStep, 'connectionId' | 'actionType'>;
type Opened = OpenConnection | { problem: string };

/** Looks up what these steps name: among what Joinery does itself, and in the plugins of the tenant's connections. */
export async function resolverFor(ctx: TxContext, named: readonly Named[]): Promise<ResolveAction> {
  const connections = new Map<string, Opened>();
  for (const { connectionId } of named) {
    if (connectionId !== null && !connections.has(connectionId))
      connections.set(connectionId, await open(ctx, connectionId));
  }
  return ({ connectionId, actionType }) => {
    const unknown = { problem: { path: 'actionType', message: `there is no action ${actionType}` } };
    if (connectionId === null) return coreAction(actionType) ?? unknown;
    const opened = connections.get(connectionId) ?? { problem: `there is no connection ${connectionId}` };
    if ('problem' in opened) return { problem: { path: 'connectionId', message: opened.problem } };
    const action = opened.manifest.actions.find(({ id }) => id === actionType);
    return action ? toStepAction(opened, action) : unknown;
  };
}

/** What may not be opened is said of the step that names it. */
async function open(ctx: TxContext, connectionId: string): Promise<Opened> {
  try {
    return await openConnection(ctx, connectionId);
  } catch (error) {
    if (error instanceof AppError && error.code !== 'INTERNAL') return { problem: error.message };
    throw error;
  }
}

function toStepAction({ manifest, pluginVersionId }: OpenConnection, action: ManifestAction): StepAction {
  const { id, title, description = '', input, output, effect, inverse, idempotent, asksApproval } = action;
  const plugin = { id: manifest.id, versionId: pluginVersionId };
  return { id, title, description, input, output, effect, inverse, idempotent, asksApproval, plugin };
}
