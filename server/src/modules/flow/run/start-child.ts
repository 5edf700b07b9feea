import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { transaction } from '../../../transaction.ts';
import { DEEPEST_NESTING, getChain, getVersion } from '../../chain/index.ts';
import type { ClaimedFlow } from '../engine/claimed-flow.ts';
import { createFlow } from './new-flow.ts';

export interface Child {
  parent: ClaimedFlow;
  id: string;
  chainId: string;
  input: unknown;
  subjectId: string | null;
  /** The one that there was when the parent was started; the current one where that is not known. */
  version: number | undefined;
}

/** Starts the flow that is a step of another. The same id again starts none. */
export function startChildFlow(ctx: Context, { parent, id, chainId, input, subjectId, version }: Child): Promise<void> {
  if (parent.nesting >= DEEPEST_NESTING) {
    throw new AppError('PRECONDITION_FAILED', `chains may run chains ${DEEPEST_NESTING} deep`);
  }
  return transaction(ctx, async (ctx) => {
    const chain = await getChain(ctx, chainId);
    await createFlow(ctx, {
      id,
      chain,
      version: await getVersion(ctx, chain.id, version ?? chain.version),
      mode: parent.mode,
      trigger: 'CHAIN',
      input,
      subjectId,
      actorEmail: parent.actorEmail,
      eventId: parent.eventId,
      depth: parent.depth,
      parentFlowId: parent.id,
      nesting: parent.nesting + 1,
    });
  });
}
