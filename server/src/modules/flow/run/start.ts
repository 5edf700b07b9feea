import { z } from 'zod';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { parseInput } from '../../../parse-input.ts';
import { newId } from '../../../platform/id.ts';
import { currentTrace } from '../../../platform/telemetry/index.ts';
import { transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { getChain, getVersion } from '../../chain/index.ts';
import { type FlowRow, flowTarget, getFlow } from './internal.ts';
import { createFlow } from './new-flow.ts';

const StartFlow = z.object({
  chainId: z.string(),
  input: z
    .record(z.string(), z.json(), 'must be an object')
    .nullish()
    .transform((input) => input ?? {}),
  subjectId: z.uuid('is not the id of a user').nullish(),
  mode: z.enum(['APPLY', 'PLAN']).nullish(),
});

/** Starts a flow of a chain, as chain and plugins are now. INVALID_INPUT for an input that the chain does not take. */
export function startActionFlow(ctx: Context, wanted: unknown): Promise<FlowRow> {
  requireScope(ctx, 'flow:run');
  const { chainId, input, subjectId, mode } = parseInput(StartFlow, wanted);
  return transaction(ctx, async (ctx) => {
    const { actor, request, cause } = ctx;
    const chain = await getChain(ctx, chainId);
    const version = await getVersion(ctx, chain.id, chain.version);
    const id = newId();
    await createFlow(ctx, {
      id,
      chain,
      version,
      mode: mode ?? 'APPLY',
      trigger: actor.kind === 'task' ? 'TASK' : 'API',
      input,
      subjectId: subjectId ?? null,
      actorId: actor.id,
      actorEmail: actor.email,
      // What an event has led to stays in its chain of causes, by whatever way, so that loops end.
      eventId: cause?.eventId ?? null,
      depth: cause?.depth ?? 0,
      traceparent: currentTrace(request).traceparent,
    });
    recordAudit(ctx, {
      action: 'action_flow.started',
      target: flowTarget({ id, chainName: chain.name }),
      detail: {
        chainId: chain.id,
        version: version.version,
        mode: mode ?? 'APPLY',
        input,
        subjectId: subjectId ?? null,
      },
    });
    return getFlow(ctx, id);
  });
}
