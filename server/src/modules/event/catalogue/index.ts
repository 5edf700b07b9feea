export {
  EVENT_TYPES,
  EVENTS_WITH_TOP_LEVEL_FIELDS,
  type EventData,
  type EventPrevious,
  type EventType,
  eventTypeSpec,
  fieldsOf,
  isEventType,
  isFailureEvent,
} from './event-types.ts';
export { example } from './example.ts';
export type { EventFacts } from './facts.ts';
export type { EventTypeSpec, FieldSpec, FieldSpecs, FieldType, JsonValue } from './field.ts';
export { nearestName } from './nearest-name.ts';
export { readPayload } from './payload-path.ts';
