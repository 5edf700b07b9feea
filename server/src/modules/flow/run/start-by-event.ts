import type { Context } from '../../../context.ts';
import { derivedId } from '../../../platform/id.ts';
import { transaction } from '../../../transaction.ts';
import { type Binding, bind, getChain, getVersion } from '../../chain/index.ts';
import type { DispatchedEvent } from '../../event/index.ts';
import { createFlow } from './new-flow.ts';
import { subjectOfEvent } from './subject-of-event.ts';

export interface FlowTriggerOfEvent {
  chainId: string;
  /** Its bindings read from `event`. */
  input: unknown;
  subjectId: unknown;
  /** The delivery that does it: the same one again starts no second flow. */
  deliveryId: string;
  integrationName: string;
  event: DispatchedEvent;
}

/** Starts a flow for an event; answers its id. NOT_FOUND without the chain, INVALID_INPUT for what it does not take. */
export function startFlowForEvent(ctx: Context, wanted: FlowTriggerOfEvent): Promise<string> {
  const { chainId, deliveryId, integrationName, event } = wanted;
  const id = derivedId(deliveryId, 'flow');
  const scope = {
    event: { id: event.id, type: event.type, actorId: event.actorId, data: event.data, previous: event.previous },
  };
  const input = bind((wanted.input ?? {}) as Binding, scope).value;
  const bound = bind((wanted.subjectId ?? null) as Binding, scope).value;
  const subjectId = typeof bound === 'string' ? bound : null;
  return transaction(ctx, async (ctx) => {
    const chain = await getChain(ctx, chainId);
    await createFlow(ctx, {
      id,
      chain,
      version: await getVersion(ctx, chain.id, chain.version),
      mode: 'APPLY',
      trigger: 'INTEGRATION',
      input,
      subjectId,
      formerSubject: subjectId === null ? null : subjectOfEvent(event.data, subjectId),
      actorId: event.actorId,
      actorEmail: event.actorEmail,
      eventId: event.id,
      deliveryId,
      integrationName,
      depth: event.depth,
      traceparent: event.traceparent,
    });
    return id;
  });
}
