import { requireScope } from '../../access.ts';
import { changesOf } from '../../changes.ts';
import type { Context } from '../../context.ts';
import { lockRow } from '../../lock-row.ts';
import { parseInput } from '../../parse-input.ts';
import { sql } from '../../platform/db/index.ts';
import { refuseDuplicate } from '../../platform/db/unique.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { auditRefusal, recordAudit } from '../audit/index.ts';
import { UpdateChain } from './chain.input.ts';
import { requirePossible } from './check/accept-version.ts';
import { linkCounterpart, unlinkCounterpart } from './counterpart.ts';
import { addVersion, nameTaken } from './create.ts';
import { type ChainRow, chainTarget, getChain, getVersion } from './internal.ts';

/** Changes a chain. New steps, or another schema of the input, are a new version; flows keep the one they have. */
export function updateActionChain(ctx: Context, id: string, input: unknown): Promise<ChainRow> {
  requireScope(ctx, 'chain:write');
  const { steps, inputSchema, counterpartId, ...settings } = parseInput(UpdateChain, input);
  let target: { type: string; id: string; name?: string } = { type: 'action_chain', id };
  const update = async (ctx: TxContext) => {
    const chain = await getChainToChange(ctx, id);
    target = chainTarget(chain);
    const current = await getVersion(ctx, chain.id, chain.version);
    const next = {
      steps: steps ?? current.steps,
      inputSchema: inputSchema === undefined ? current.inputSchema : inputSchema,
    };
    const versionChanges = changesOf({ steps: current.steps, inputSchema: current.inputSchema }, next);
    const changes = changesOf<object>(
      { ...chain },
      { ...given(settings), ...(counterpartId === undefined ? {} : { counterpartId }) },
    );
    if (versionChanges) {
      await requirePossible(ctx, { ...next, chainId: chain.id });
      await addVersion(ctx, { chainId: chain.id, version: chain.version + 1, ...next });
    }
    const version = chain.version + (versionChanges ? 1 : 0);
    const where = { tenantId_id: { tenantId: ctx.tenantId, id: chain.id } };
    const updated = ctx.tx.prisma.actionChain.update({ where, data: { ...given(settings), version } });
    await refuseDuplicate(updated, { name: nameTaken(settings.name ?? chain.name) });
    if (counterpartId === null) await unlinkCounterpart(ctx, [chain.id]);
    if (counterpartId) await linkCounterpart(ctx, await getChain(ctx, chain.id), counterpartId);
    recordAudit(ctx, {
      action: 'action_chain.updated',
      target: chainTarget(chain),
      outcome: changes || versionChanges ? 'changed' : 'noop',
      detail: {
        old: { ...changes?.old, ...versionChanges?.old },
        new: { ...changes?.new, ...versionChanges?.new },
        version,
      },
    });
    return getChain(ctx, chain.id);
  };
  return auditRefusal(
    ctx,
    () => ({ action: 'action_chain.updated', target }),
    () => transaction(ctx, update),
  );
}

/** The chain, and nobody else changes it until the transaction ends. */
export async function getChainToChange(ctx: TxContext, id: string): Promise<ChainRow> {
  await lockRow(ctx, sql`action_chains`, id);
  return getChain(ctx, id);
}

function given<T extends object>(settings: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value != null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
