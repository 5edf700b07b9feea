import type { EventFacts } from '../../event/index.ts';

/** The event as JSON, for an action that has no body of its own: `type`, `timestamp` and `data` as Standard Webhooks has them. */
export function eventBody(event: EventFacts): string {
  const { id, type, firedAt, actorId, actorEmail, ipAddress, data, previous } = event;
  return JSON.stringify({
    id,
    type,
    timestamp: firedAt.toISOString(),
    actor: { id: actorId, email: actorEmail },
    ipAddress,
    data,
    previous,
  });
}
