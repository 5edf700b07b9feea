import { EVENT_TYPES, type EventType, eventTypeSpec, type FieldSpec } from './catalogue/index.ts';
import type { DescribedEventType, EventField, EventFieldType } from './event-type.type.ts';

/** The whole catalogue, as the API shows it. It is the same for every tenant. */
export function describeEventTypes(): DescribedEventType[] {
  return EVENT_TYPES.map(describe);
}

function describe(name: EventType): DescribedEventType {
  const { description, fields, hasTopLevelFields } = eventTypeSpec(name);
  const scope = hasTopLevelFields ? '.' : '.Data.';
  return {
    name,
    description,
    fields: Object.entries(fields).map(([field, spec]) => describeField(field, spec, scope)),
  };
}

function describeField(name: string, spec: FieldSpec, scope: string): EventField {
  return {
    name,
    type: spec.type as EventFieldType,
    description: spec.description,
    isOptional: spec.optional ?? false,
    variable: `{{${scope}${name}}}`,
    example: spec.example ?? null,
  };
}
