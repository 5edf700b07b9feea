import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { storable } from '../../platform/db/storable.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { newId } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { auditRefusal, recordAudit } from '../audit/index.ts';
import type { JsonSchema } from './action-type/step-action.ts';
import { CreateChain } from './chain.input.ts';
import { requirePossible } from './check/accept-version.ts';
import { linkCounterpart } from './counterpart.ts';
import { type ChainRow, chainTarget, getChain } from './internal.ts';
import type { ChainStep } from './step.ts';

/** Creates a chain. INVALID_INPUT names each step and path that is wrong; CONFLICT when the name is taken. */
export function createActionChain(ctx: Context, input: unknown): Promise<ChainRow> {
  requireScope(ctx, 'chain:write');
  const { steps, inputSchema, counterpartId, ...settings } = parseInput(CreateChain, input);
  const id = newId();
  const refused = () => ({ action: 'action_chain.created', target: chainTarget({ id, name: settings.name }) });
  const create = async (ctx: TxContext) => {
    await requirePossible(ctx, { steps, inputSchema, chainId: null });
    const created = ctx.tx.prisma.actionChain.create({ data: { tenantId: ctx.tenantId, id, ...settings } });
    const chain = await refuseDuplicate(created, { name: nameTaken(settings.name) });
    await addVersion(ctx, { chainId: chain.id, version: 1, steps, inputSchema });
    if (counterpartId) await linkCounterpart(ctx, chain, counterpartId);
    recordAudit(ctx, {
      action: 'action_chain.created',
      target: chainTarget(chain),
      detail: { new: { ...settings, counterpartId, inputSchema, steps } },
    });
    return getChain(ctx, chain.id);
  };
  return auditRefusal(ctx, refused, () => transaction(ctx, create));
}

export async function addVersion(
  { tx, tenantId, actor }: TxContext,
  version: { chainId: string; version: number; steps: readonly ChainStep[]; inputSchema: JsonSchema | null },
): Promise<void> {
  const { steps, inputSchema, ...key } = version;
  const createdById = actor.kind === 'user' ? actor.id : null;
  await tx.prisma.actionChainVersion.create({
    data: {
      tenantId,
      ...key,
      createdById,
      steps: storable(steps) as unknown as Prisma.InputJsonArray,
      ...(inputSchema ? { inputSchema: storable(inputSchema) as Prisma.InputJsonObject } : {}),
    },
  });
}

export function nameTaken(name: string): string {
  return `there is an action chain named ${name} already`;
}
