import type { Context } from '../../../context.ts';
import { AppError, invalidInput } from '../../../errors.ts';
import { transaction } from '../../../transaction.ts';
import { DEEPEST_NESTING, faultsOfChainInput, getChain, getVersion } from '../../chain/index.ts';
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

/**
 * Starts the flow that is a step of another. The same id again starts none. INVALID_INPUT for what the chain does not
 * take: it may have come to take something else since the other was saved.
 */
export function startChildFlow(ctx: Context, child: Child): Promise<void> {
  const { parent, id, chainId, input, subjectId } = child;
  if (parent.nesting >= DEEPEST_NESTING) {
    throw new AppError('PRECONDITION_FAILED', `chains may run chains ${DEEPEST_NESTING} deep`);
  }
  return transaction(ctx, async (ctx) => {
    const chain = await getChain(ctx, chainId);
    const version = await getVersion(ctx, chain.id, child.version ?? chain.version);
    const faults = version.inputSchema ? faultsOfChainInput(input, version.inputSchema, 'input') : [];
    if (faults.length > 0) throw invalidInput(faults);
    await createFlow(ctx, {
      id,
      chain,
      version,
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
