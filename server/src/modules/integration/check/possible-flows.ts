import { type FieldError, invalidInput } from '../../../errors.ts';
import type { TxContext } from '../../../transaction.ts';
import { type Binding, checkBinding, inputSchemasOf, type JsonSchema, type Lookup } from '../../chain/index.ts';
import type { EventType } from '../../event/index.ts';
import { actionPath } from '../action/accept-actions.ts';
import type { StoredAction, StoredStartFlowAction } from '../action/stored-action.ts';
import { lookupInEvents } from './event-paths.ts';

const USER: JsonSchema = { type: ['string', 'null'] };
const ANY_INPUT: JsonSchema = { type: 'object' };

/**
 * Refuses actions that start flows of what there is not, with what the chain does not take, or from what these events do
 * not say: another tenant's chain does not exist here.
 */
export async function refuseImpossibleFlows(
  ctx: TxContext,
  { eventTypes, actions }: { eventTypes: readonly EventType[]; actions: readonly StoredAction[] },
): Promise<void> {
  const wanted = actions.flatMap((action, index) =>
    action.kind === 'start_flow' ? [{ action, path: actionPath(action, index) }] : [],
  );
  if (wanted.length === 0) return;
  const schemas = await inputSchemasOf(
    ctx,
    wanted.map(({ action }) => action.chainId),
  );
  const lookup = lookupInEvents(eventTypes);
  const faults = wanted.flatMap(({ action, path }) => {
    const schema = schemas.get(action.chainId);
    if (schema !== undefined) return faultsOf(action, schema, path, lookup);
    return [{ path: `${path}.chainId`, message: `there is no action chain ${action.chainId}` }];
  });
  if (faults.length > 0) throw invalidInput(faults);
}

function faultsOf(
  { input, subjectId }: StoredStartFlowAction,
  schema: JsonSchema | null,
  path: string,
  lookup: Lookup,
): FieldError[] {
  return [
    ...checkBinding((input ?? {}) as Binding, schema ?? ANY_INPUT, `${path}.input`, lookup),
    ...checkBinding((subjectId ?? null) as Binding, USER, `${path}.subjectId`, lookup),
  ];
}
