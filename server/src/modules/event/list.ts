import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidField } from '../../errors.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing, inSpan } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { isEventType } from './catalogue/index.ts';
import { type EventRow, findEvents, getEvent } from './internal.ts';

export interface EventFilter {
  types?: string[] | null;
  actorId?: string | null;
  since?: Date | null;
  until?: Date | null;
  /** Part of the type or of the actor's address, in any case. */
  text?: string | null;
}

/** A page of the tenant's events, the newest first where no other direction is asked for. */
export function listEvents(
  ctx: Context,
  { page, filter }: { page: PageInput; filter?: EventFilter | null },
): Promise<Page<EventRow>> {
  requireScope(ctx, 'event:read');
  const where = toWhere(filter ?? {});
  return paginate(
    page,
    { field: 'id', direction: page.direction ?? 'DESC' },
    (query) =>
      transaction(ctx, ({ tx }) =>
        tx.prisma.event.findMany({ where: { AND: [where, query.where] }, orderBy: query.orderBy, take: query.take }),
      ),
    () => transaction(ctx, ({ tx }) => tx.prisma.event.count({ where })),
  );
}

/** One event of the tenant, or NOT_FOUND. */
export function readEvent(ctx: Context, id: string): Promise<EventRow> {
  requireScope(ctx, 'event:read');
  return transaction(ctx, (ctx) => getEvent(ctx, id));
}

/** Events by their ids; one that retention has taken is missing. */
export function readEvents(ctx: Context, ids: readonly string[]): Promise<Map<string, EventRow>> {
  requireScope(ctx, 'event:read');
  return transaction(ctx, async (ctx) => new Map((await findEvents(ctx, ids)).map((event) => [event.id, event])));
}

/** How many events of these types fired since then: what somebody who listened to nothing has missed. */
export function countEvents({ tx }: TxContext, { types, since }: { types: string[]; since: Date }): Promise<number> {
  return tx.prisma.event.count({ where: { type: { in: types }, firedAt: { gte: since }, isTest: false } });
}

function toWhere({ types, actorId, text, ...span }: EventFilter): Prisma.EventWhereInput {
  const unknown = types?.find((type) => !isEventType(type));
  if (unknown !== undefined) throw invalidField('filter.types', `there is no event type ${unknown}`);
  if (actorId && !isUuid(actorId)) throw invalidField('filter.actorId', 'is not the id of a user');
  return {
    ...(types ? { type: { in: [...new Set(types)] } } : {}),
    ...(actorId ? { actorId } : {}),
    ...inSpan('firedAt', span),
    ...(text ? { OR: [{ type: containing(text) }, { actorEmail: containing(text) }] } : {}),
  };
}
