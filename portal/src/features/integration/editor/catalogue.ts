import type { EventCatalogueQuery } from '../../../../generated/graphql';

export type EventType = EventCatalogueQuery['eventTypes'][number];
export type EventField = EventType['fields'][number];

/** Something that a template can name, as it is written. */
export interface Variable {
  readonly variable: string;
  readonly description: string;
}

/** The fields that a condition can test: those of any of the types. */
export function fieldsOfAny(types: readonly EventType[]): EventField[] {
  const byName = new Map(types.flatMap(({ fields }) => fields).map((field) => [field.name, field]));
  return [...byName.values()];
}

/** The fields that an event has whichever of the types it is of. */
export function fieldsOfAll([first, ...others]: readonly EventType[]): EventField[] {
  return (first?.fields ?? []).filter(({ name }) =>
    others.every(({ fields }) => fields.some((field) => field.name === name)),
  );
}

/** What a template can name whichever of the types it is rendered for: the event's own, shared fields, secrets. */
export function variablesFor(
  types: readonly EventType[],
  ofEveryEvent: readonly Variable[],
  secretNames: readonly string[],
): Variable[] {
  const secrets = secretNames.map((name) => ({ variable: `{{secrets.${name}}}`, description: 'A secret' }));
  return [...fieldsOfAll(types), ...ofEveryEvent, ...secrets];
}
