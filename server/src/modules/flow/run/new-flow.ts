import { invalidField, invalidInput } from '../../../errors.ts';
import { createOpaqueToken } from '../../../platform/crypto/index.ts';
import { sql } from '../../../platform/db/index.ts';
import { storable } from '../../../platform/db/storable.ts';
import { derivedId, isUuid } from '../../../platform/id.ts';
import { faultsOf } from '../../../plugins/json-schema.ts';
import type { TxContext } from '../../../transaction.ts';
import {
  type ChainRow,
  type ChainStep,
  type ChainVersion,
  getChain,
  isObject,
  resolverFor,
} from '../../chain/index.ts';
import { putSecrets } from '../../secret/index.ts';
import { CALLBACK_SECRET } from '../callback/callback-url.ts';
import type { Subject } from '../engine/claimed-flow.ts';
import { NOT_BEGUN } from '../flow-step.ts';
import { insertSteps } from '../flow-steps.sql.ts';
import { lookAfter } from './make-ready.ts';

export interface NewFlow {
  id: string;
  chain: ChainRow;
  version: ChainVersion;
  mode: 'APPLY' | 'PLAN';
  trigger: 'API' | 'INTEGRATION' | 'CHAIN' | 'TASK';
  input: unknown;
  subjectId: string | null;
  /** The subject, should it be in the directory no more. */
  formerSubject?: Subject | null;
  actorId?: string | null;
  actorEmail?: string | null;
  eventId?: string | null;
  deliveryId?: string | null;
  integrationName?: string | null;
  depth?: number;
  traceparent?: string | null;
  parentFlowId?: string | null;
  nesting?: number;
}

/**
 * Makes a flow in the caller's transaction, with its steps, as chain and plugins are now. The same id again makes none.
 * INVALID_INPUT for an input that the chain does not take, or a subject that does not exist.
 */
export async function createFlow(ctx: TxContext, flow: NewFlow): Promise<void> {
  const { chain, version, input, subjectId } = flow;
  const faults = version.inputSchema ? faultsOf(version.inputSchema, input, 'input') : [];
  if (faults.length > 0) throw invalidInput(faults);
  const subject = subjectId === null ? null : await readSubject(ctx, subjectId, flow.formerSubject);
  const row = { ...flow, chainId: chain.id, chainName: chain.name, chainVersion: version.version, subject };
  const inserted = await ctx.tx.execute(sql`
    INSERT INTO action_flows (tenant_id, id, chain_id, chain_name, chain_version, mode, trigger, input, subject_id, subject,
      actor_id, actor_email, event_id, delivery_id, integration_name, depth, traceparent, parent_flow_id, nesting,
      created_at)
    VALUES (${ctx.tenantId}::uuid, ${row.id}::uuid, ${row.chainId}::uuid, ${row.chainName}, ${row.chainVersion}::int,
      ${row.mode}::run_mode, ${row.trigger}::flow_trigger, ${JSON.stringify(storable(input ?? {}))}::jsonb, ${subjectId}::uuid,
      ${subject && JSON.stringify(subject)}::jsonb, ${row.actorId ?? null}::uuid, ${row.actorEmail ?? null},
      ${row.eventId ?? null}::uuid, ${row.deliveryId ?? null}::uuid, ${row.integrationName ?? null}, ${row.depth ?? 0}::int,
      ${row.traceparent ?? null}, ${row.parentFlowId ?? null}::uuid, ${row.nesting ?? 0}::int, ${ctx.clock.now()}::timestamptz)
    ON CONFLICT DO NOTHING`);
  if (inserted === 0) return;
  await insertSteps(ctx.tx, { tenantId: ctx.tenantId, id: flow.id }, await stepsOf(ctx, flow));
  await lookAfter(ctx, flow.id);
}

/** The steps as the flow keeps them: with the versions of plugins and chains that there are now. */
async function stepsOf(ctx: TxContext, { id: flowId, version }: NewFlow) {
  const named = version.steps.map(({ connectionId, actionType }) => ({ connectionId, actionType }));
  const looked = version.steps.map(lookedAt).filter((one) => one !== null);
  const resolve = await resolverFor(ctx, [...named, ...looked]);
  const steps = [];
  for (const [index, step] of version.steps.entries()) {
    const { name, connectionId, actionType, ...spec } = step;
    const action = resolve(step);
    if ('problem' in action)
      throw invalidField(`steps.${index}.${action.problem.path}`, `${name}: ${action.problem.message}`);
    const id = derivedId(flowId, 'step', String(index));
    const undoing = action.inverse && resolve({ connectionId, actionType: action.inverse.action });
    const inverse =
      action.inverse && undoing && !('problem' in undoing)
        ? { ...action.inverse, effect: undoing.effect, isIdempotent: undoing.idempotent }
        : null;
    const chainVersion = await versionRunBy(ctx, step);
    steps.push({
      ...NOT_BEGUN,
      undoesId: null,
      id,
      position: index,
      name,
      connectionId,
      actionType,
      pluginVersionId: action.plugin?.versionId ?? versionLookedAt(resolve, step),
      provider: action.plugin?.id ?? 'directory',
      effect: action.effect,
      isIdempotent: action.idempotent,
      inverse,
      spec: {
        ...spec,
        ...(chainVersion === null ? {} : { chainVersion }),
        ...(action.asksApproval ? { asksApproval: true } : {}),
      },
      ...(actionType === 'callback' ? { callbackHash: await newCallback(ctx, id) } : {}),
    });
  }
  return steps;
}

/** What `wait_condition` asks, where that is written down. */
function lookedAt({ actionType, input }: ChainStep): Pick<ChainStep, 'connectionId' | 'actionType'> | null {
  if (actionType !== 'wait_condition' || !isObject(input)) return null;
  const { connectionId, actionType: asked } = input;
  return typeof connectionId === 'string' && typeof asked === 'string' ? { connectionId, actionType: asked } : null;
}

function versionLookedAt(resolve: Awaited<ReturnType<typeof resolverFor>>, step: ChainStep): string | null {
  const looked = lookedAt(step);
  const action = looked && resolve(looked);
  return action && !('problem' in action) ? (action.plugin?.versionId ?? null) : null;
}

/** The version of the chain that a step runs, where that chain is written down. */
async function versionRunBy(ctx: TxContext, { actionType, input }: ChainStep): Promise<number | null> {
  if (actionType !== 'run_chain' || !isObject(input) || typeof input.chainId !== 'string') return null;
  return (await getChain(ctx, input.chainId)).version;
}

/** Its token is sealed, and goes once it was used; only the hash tells whether a call is one. */
async function newCallback(ctx: TxContext, stepId: string): Promise<Uint8Array> {
  const { token, hash } = createOpaqueToken({ kind: 'callback', tenantId: ctx.tenantId, id: stepId });
  await putSecrets(ctx, 'flow_callback', stepId, { [CALLBACK_SECRET]: token });
  return hash;
}

async function readSubject({ tx, tenantId }: TxContext, id: string, former?: Subject | null): Promise<Subject> {
  const where = { tenantId_id: { tenantId, id } };
  const select = {
    id: true,
    email: true,
    username: true,
    firstName: true,
    lastName: true,
    isActive: true,
    attributes: true,
  };
  const user = (isUuid(id) ? await tx.prisma.user.findUnique({ where, select }) : null) ?? former;
  if (user) return user;
  throw invalidField('subjectId', `there is no user ${id}`);
}
