import { type JsonSchema, type Lookup, schemaAt } from '../../chain/index.ts';
import { type EventType, type FieldType, fieldsOf, nearestName } from '../../event/index.ts';

const SCHEMAS: Readonly<Record<FieldType, JsonSchema>> = {
  string: { type: 'string' },
  datetime: { type: 'string' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  json: {},
};

/** Where bindings of a flow that an event starts may lead: to what every one of these event types says. */
export function lookupInEvents(eventTypes: readonly EventType[]): Lookup {
  const schemas = eventTypes.map((type) => ({ type, schema: schemaOf(type) }));
  return (path) => {
    const [root, ...rest] = path;
    if (root !== 'event') return { problem: `${path.join('.')} is not of the event` };
    const found = schemas.map(({ type, schema }) => ({ type, at: schemaAt(schema, rest) }));
    const lacking = found.filter(({ at }) => at !== 'any' && 'problem' in at);
    const [first] = found;
    if (lacking.length === 0 && first) return first.at;
    return {
      problem: problemAt(path, lacking.length < found.length ? lacking.map(({ type }) => type) : [], eventTypes),
    };
  };
}

function problemAt(path: readonly string[], lacking: readonly EventType[], eventTypes: readonly EventType[]): string {
  const written = path.join('.');
  if (lacking.length > 0) return `${written} is not said by ${lacking.join(', ')}`;
  const known = eventTypes.flatMap((type) => Object.keys(fieldsOf(type)));
  const nearest = nearestName(path.slice(path[1] === 'data' || path[1] === 'previous' ? 2 : 1).join('_'), known);
  const meant = `event.${path[1] === 'previous' ? 'previous' : 'data'}.${nearest}`;
  return `there is no ${written}${nearest ? `: did you mean ${meant}?` : ''}`;
}

function schemaOf(type: EventType): JsonSchema {
  const fields = Object.entries(fieldsOf(type)).map(([name, field]) => [name, SCHEMAS[field.type]]);
  const payload: JsonSchema = { type: 'object', properties: Object.fromEntries(fields) };
  const text: JsonSchema = { type: 'string' };
  const properties = {
    id: text,
    type: text,
    actorId: { type: ['string', 'null'] },
    data: payload,
    previous: payload,
  };
  return { type: 'object', properties };
}
