import { ACCESS_REQUEST_EVENTS } from './access-request.ts';
import { ACTION_FLOW_EVENTS } from './action-flow.ts';
import { APP_MAPPING_EVENTS } from './app-mapping.ts';
import { APPLICATION_EVENTS } from './application.ts';
import { CONNECTION_EVENTS } from './connection.ts';
import { FAILURE_EVENTS } from './failure.ts';
import type { EventTypeSpec, EventTypeSpecs, FieldSpecs, Payload } from './field.ts';
import { GROUP_EVENTS } from './group.ts';
import { INTEGRATION_EVENTS } from './integration.ts';
import { PROXY_EVENTS } from './proxy.ts';
import { SIGN_IN_EVENTS } from './sign-in.ts';
import { TASK_EVENTS } from './task.ts';
import { USER_EVENTS } from './user.ts';

/** Every event type. Names and fields are public: integrations in the field depend on them. */
export const CATALOGUE = {
  ...USER_EVENTS,
  ...GROUP_EVENTS,
  ...APPLICATION_EVENTS,
  ...APP_MAPPING_EVENTS,
  ...SIGN_IN_EVENTS,
  ...ACCESS_REQUEST_EVENTS,
  ...PROXY_EVENTS,
  ...FAILURE_EVENTS,
  ...INTEGRATION_EVENTS,
  ...TASK_EVENTS,
  ...ACTION_FLOW_EVENTS,
  ...CONNECTION_EVENTS,
} satisfies EventTypeSpecs;

export type EventType = keyof typeof CATALOGUE;

/** The payload of an event of type `T`. */
export type EventData<T extends EventType = EventType> = T extends EventType
  ? Payload<(typeof CATALOGUE)[T]['fields']>
  : never;

/** Old values of what changed: a part of the payload's fields. */
export type EventPrevious<T extends EventType = EventType> = Partial<EventData<T>>;

export const EVENT_TYPES = Object.keys(CATALOGUE) as readonly EventType[];

export function isEventType(name: string): name is EventType {
  return Object.hasOwn(CATALOGUE, name);
}

export function eventTypeSpec(type: EventType): EventTypeSpec {
  return CATALOGUE[type];
}

export function fieldsOf(type: EventType): FieldSpecs {
  return CATALOGUE[type].fields;
}

/** Event types whose payload fields are template variables at the top too: `{{.integration_name}}`. */
export const EVENTS_WITH_TOP_LEVEL_FIELDS: ReadonlySet<EventType> = new Set(
  EVENT_TYPES.filter((type) => eventTypeSpec(type).hasTopLevelFields),
);

/** Whether this type tells of a failure, so that failing to handle it must not be told by another event. */
export function isFailureEvent(type: EventType): boolean {
  return eventTypeSpec(type).begetsFailureEvents === false;
}
