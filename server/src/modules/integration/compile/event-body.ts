import type { EventFacts } from '../../event/index.ts';

/** The event as JSON, for an action that has no body of its own: `type`, `timestamp` and `data` as Standard Webhooks has them. */
export function eventBody(event: EventFacts): string {
  const { id, type, version, firedAt, actorId, actorEmail, ipAddress, causationId, data, previous } = event;
  return JSON.stringify({
    id,
    type,
    version,
    timestamp: firedAt.toISOString(),
    actor: { id: actorId, email: actorEmail },
    ipAddress,
    causationId,
    data,
    previous,
  });
}
