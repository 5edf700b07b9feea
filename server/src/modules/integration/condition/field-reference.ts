import { isDeepStrictEqual } from 'node:util';
import {
  type EventFacts,
  type EventType,
  type FieldType,
  fieldsOf,
  nearestName,
  readPayload,
} from '../../event/catalogue/index.ts';

/** A condition's field, looked up once: how to read it from an event. */
export interface FieldReference {
  /** The payload's own name of a field that is read from the event's data: `user_email`. */
  readonly payloadField: string | undefined;
  readonly type: FieldType;
  /** The value; undefined or null where the event has none. */
  readonly read: (event: EventFacts) => unknown;
  /** Whether the event changed it; undefined where old values are not kept. */
  readonly hasChanged?: (event: EventFacts) => boolean;
}

interface PayloadPath {
  /** The payload field, then keys within it if it is JSON. */
  readonly keys: readonly [string, ...string[]];
  readonly type: FieldType;
}

const PREVIOUS = 'previous.';

const ENVELOPE_FIELDS: Readonly<Record<string, (event: EventFacts) => unknown>> = {
  'event.type': (event) => event.type,
  'actor.id': (event) => event.actorId,
  'actor.email': (event) => event.actorEmail,
};

/**
 * Finds a field by a payload field's own name (`user_email`), dotted (`user.email`,
 * `user.attributes.department`), behind `previous.` for its old value, or among `event.type`,
 * `actor.id` and `actor.email`. One of the event types must have it; for the others it is missing.
 */
export function findField(field: string, eventTypes: readonly EventType[]): FieldReference | undefined {
  if (Object.hasOwn(ENVELOPE_FIELDS, field)) {
    const read = ENVELOPE_FIELDS[field] ?? (() => undefined);
    return { payloadField: undefined, type: 'string', read };
  }
  if (field.startsWith(PREVIOUS)) {
    const path = findPayloadPath(field.slice(PREVIOUS.length), eventTypes);
    return (
      path && { payloadField: undefined, type: path.type, read: (event) => readPayload(event.previous, path.keys) }
    );
  }
  const path = findPayloadPath(field, eventTypes);
  return (
    path && {
      payloadField: path.keys.length === 1 ? path.keys[0] : undefined,
      type: path.type,
      read: (event) => readPayload(event.data, path.keys),
      hasChanged: ({ data, previous }) =>
        previous !== null &&
        Object.hasOwn(previous, path.keys[0]) &&
        !isDeepStrictEqual(readPayload(previous, path.keys), readPayload(data, path.keys)),
    }
  );
}

/** The field that was probably meant by an unknown one. */
export function nearestField(field: string, eventTypes: readonly EventType[]): string | undefined {
  const payloadFields = eventTypes.flatMap((type) => Object.keys(fieldsOf(type)));
  return nearestName(field, new Set([...Object.keys(ENVELOPE_FIELDS), ...payloadFields]));
}

function findPayloadPath(field: string, eventTypes: readonly EventType[]): PayloadPath | undefined {
  const [first = '', second, ...rest] = field.split('.');
  const ownName = payloadPath(first, second === undefined ? [] : [second, ...rest], eventTypes);
  if (ownName || second === undefined) return ownName;
  return payloadPath(`${first}_${second}`, rest, eventTypes);
}

function payloadPath(
  name: string,
  inner: readonly string[],
  eventTypes: readonly EventType[],
): PayloadPath | undefined {
  for (const eventType of eventTypes) {
    const fields = fieldsOf(eventType);
    const spec = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (spec && (inner.length === 0 || spec.type === 'json')) return { keys: [name, ...inner], type: spec.type };
  }
  return undefined;
}
