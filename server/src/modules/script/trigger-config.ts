import type { ScriptTrigger } from './script-run.ts';

const PREFIX = 'trigger_';

/**
 * What a script that an event sets off finds in its config: the event's fields as `trigger_…` (`trigger_user_email`),
 * and the user's attributes by their own names (`trigger_github_username`) where no field is called so. What is no text
 * stands there as JSON. The task's own entries under such names are for runs by hand: beside an event they are left out,
 * because one that was forgotten there would name the wrong person.
 */
export function withTrigger(
  config: Readonly<Record<string, string>>,
  trigger: ScriptTrigger | null,
): Record<string, string> {
  if (!trigger) return { ...config };
  const { eventId, eventType, actorId, actorEmail, ipAddress, firedAt, data } = trigger;
  const about = {
    event_id: eventId,
    event_type: eventType,
    actor_id: actorId,
    actor_email: actorEmail,
    ip_address: ipAddress,
    fired_at: firedAt,
  };
  const fields = { ...attributesIn(data), ...data, ...about };
  const own = Object.entries(config).filter(([key]) => !key.startsWith(PREFIX));
  return Object.fromEntries([...own, ...Object.entries(fields).map(toEntry)]);
}

function attributesIn(data: Record<string, unknown>): object {
  const attributes = data.user_attributes;
  return typeof attributes === 'object' && attributes !== null ? attributes : {};
}

function toEntry([name, value]: [string, unknown]): [string, string] {
  return [PREFIX + name, toText(value)];
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
