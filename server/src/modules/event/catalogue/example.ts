import { type EventData, type EventType, fieldsOf } from './event-types.ts';
import type { JsonValue } from './field.ts';

/** A plausible payload of this type, a fresh copy each time: for previews, test events and docs. */
export function example<T extends EventType>(type: T): EventData<T> {
  const sample: Record<string, JsonValue> = {};
  for (const [name, field] of Object.entries(fieldsOf(type))) {
    if (field.example !== undefined) sample[name] = structuredClone(field.example);
  }
  return sample as EventData<T>;
}
