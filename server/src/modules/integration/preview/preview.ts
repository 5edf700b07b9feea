import { z } from 'zod';
import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { invalidField } from '../../../errors.ts';
import { parseInput } from '../../../parse-input.ts';
import { newId } from '../../../platform/id.ts';
import { NO_TRACE } from '../../../platform/telemetry/index.ts';
import { type TxContext, transaction } from '../../../transaction.ts';
import {
  type DispatchedEvent,
  EVENT_TYPES,
  type EventType,
  example,
  getEvent,
  isEventType,
  nearestName,
  toDispatchedEvent,
} from '../../event/index.ts';
import { type PreviewedDelivery, previewOne } from './preview-one.ts';
import { draftTarget, enabledTargets, type PreviewTarget, savedTarget } from './target.ts';

export interface PreviewInput {
  /** An integration that is not saved; with `integrationId`, a change of that one. */
  input?: unknown;
  integrationId?: string | null;
  /** A past event, or the name of an event type to make an example of. */
  eventId?: string | null;
  sample?: string | null;
}

const Chosen = z.object({ eventId: z.string().nullish(), sample: z.string().nullish() });

/**
 * What would be sent for an event, and why or why not: by an integration as it is saved, by one that is being
 * written, or, with neither, by every enabled one. Nothing is sent; secrets are masked.
 */
export function previewIntegration(ctx: Context, preview: PreviewInput): Promise<PreviewedDelivery[]> {
  requireScope(ctx, preview.input ? 'integration:write' : 'integration:read');
  const chosen = parseInput(Chosen, { eventId: preview.eventId, sample: preview.sample });
  if (chosen.eventId) requireScope(ctx, 'event:read');
  return transaction(ctx, async (ctx) => {
    const targets = await findTargets(ctx, preview);
    const event = await chooseEvent(ctx, chosen, targets);
    return targets.flatMap((target) => previewOne(target, event, ctx.clock));
  });
}

async function findTargets(ctx: TxContext, { input, integrationId }: PreviewInput): Promise<PreviewTarget[]> {
  if (input) return [await draftTarget(ctx, input, integrationId ?? null)];
  return integrationId ? [await savedTarget(ctx, integrationId)] : enabledTargets(ctx);
}

async function chooseEvent(
  ctx: TxContext,
  { eventId, sample }: z.infer<typeof Chosen>,
  targets: readonly PreviewTarget[],
): Promise<DispatchedEvent> {
  if (eventId && sample) throw invalidField('sample', 'must be left out when eventId is given');
  if (eventId) return toDispatchedEvent(await getEvent(ctx, eventId));
  const type = sample ?? (targets.length === 1 ? targets[0]?.row.eventTypes[0] : undefined);
  if (type === undefined) throw invalidField('sample', 'is needed, or eventId: which event to show it for');
  if (isEventType(type)) return sampleEvent(ctx, type);
  const nearest = nearestName(type, EVENT_TYPES);
  throw invalidField('sample', `there is no event type ${type}${nearest ? `: did you mean ${nearest}?` : ''}`);
}

/** An event that never happened, by whoever asks. */
function sampleEvent({ tenantId, actor, request, clock }: TxContext, type: EventType): DispatchedEvent {
  return {
    tenantId,
    id: newId(),
    type,
    actorId: actor.id,
    actorEmail: actor.email,
    ipAddress: request.ipAddress,
    firedAt: clock.now(),
    data: example(type),
    previous: null,
    version: 1,
    causationId: null,
    depth: 0,
    ...NO_TRACE,
  };
}
