import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';
import type { EventType } from './catalogue/index.ts';
import type { DispatchedEvent } from './dispatched-event.ts';

export type EventRow = Prisma.EventGetPayload<object>;

/** The event, or NOT_FOUND: another tenant's does not exist here. */
export async function getEvent({ tx, tenantId }: TxContext, id: string): Promise<EventRow> {
  const event = isUuid(id) ? await tx.prisma.event.findUnique({ where: { tenantId_id: { tenantId, id } } }) : null;
  if (event) return event;
  throw new AppError('NOT_FOUND', `there is no event ${id}`);
}

/** Those of the events that there are still, in no order. */
export function findEvents({ tx }: TxContext, ids: readonly string[]): Promise<EventRow[]> {
  return tx.prisma.event.findMany({ where: { id: { in: [...ids] } } });
}

/** A stored event as conditions and templates see it. */
export function toDispatchedEvent(row: EventRow): DispatchedEvent {
  return {
    tenantId: row.tenantId,
    id: row.id,
    type: row.type as EventType,
    actorId: row.actorId,
    actorEmail: row.actorEmail,
    ipAddress: row.ipAddress,
    firedAt: row.firedAt,
    data: row.data as Record<string, unknown>,
    previous: row.previous as Record<string, unknown> | null,
    version: row.version,
    causationId: row.causationId,
    depth: row.depth,
    traceparent: row.traceparent,
    tracestate: row.tracestate,
  };
}
