import { type FieldError, invalidInput } from '../../../errors.ts';
import { sql } from '../../../platform/db/index.ts';
import { faultOfSchema } from '../../../plugins/json-schema.ts';
import type { TxContext } from '../../../transaction.ts';
import { resolverFor } from '../action-type/resolve.ts';
import type { JsonSchema } from '../action-type/step-action.ts';
import { isObject } from '../binding/index.ts';
import { inputSchemasOf } from '../internal.ts';
import type { ChainStep } from '../step.ts';
import { requireAuthority } from './authority.ts';
import { checkSteps } from './check-steps.ts';
import { chainRunBy, subChainFaults } from './sub-chains.ts';

/** Throws INVALID_INPUT, naming step and path, unless flows of these steps can be started; FORBIDDEN for steps beyond the actor. */
export async function requirePossible(
  ctx: TxContext,
  {
    steps,
    inputSchema,
    chainId,
  }: { steps: readonly ChainStep[]; inputSchema: JsonSchema | null; chainId: string | null },
): Promise<void> {
  const fault = inputSchema && faultOfSchema(inputSchema);
  if (fault) throw invalidInput([{ path: 'inputSchema', message: fault }]);
  const resolve = await resolverFor(ctx, [...steps, ...steps.flatMap(askedBy)]);
  requireAuthority(ctx, steps, resolve);
  const attributes = await attributeSchemaOf(ctx);
  const chainInputs = await inputSchemasOf(
    ctx,
    steps.map(chainRunBy).filter((id) => id !== null),
  );
  const faults: FieldError[] = checkSteps({ steps, inputSchema, attributes, chainInputs }, resolve);
  faults.push(...(await subChainFaults(ctx, steps, chainId)));
  if (faults.length > 0) throw invalidInput(faults);
}

/** The connection that a step of Joinery's own asks, and the action of it, if it asks one. */
function askedBy({ actionType, input }: ChainStep): Pick<ChainStep, 'connectionId' | 'actionType'>[] {
  if (!['wait_condition', 'no_grants_left'].includes(actionType) || !isObject(input)) return [];
  const { connectionId, actionType: asked = '' } = input;
  return typeof connectionId === 'string' && typeof asked === 'string' ? [{ connectionId, actionType: asked }] : [];
}

async function attributeSchemaOf({ tx, tenantId }: TxContext): Promise<JsonSchema | null> {
  const [tenant] = await tx.query<{ schema: JsonSchema | null }>(
    sql`SELECT attribute_schema AS schema FROM tenants WHERE id = ${tenantId}::uuid`,
  );
  return tenant?.schema ?? null;
}
