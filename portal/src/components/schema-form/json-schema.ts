/** What the portal draws forms from: JSON Schema 2020-12 as plugins and chains use it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  /** The text is the id of one of these: `user`, `group`. */
  readonly 'x-refers-to'?: string;
}

export type FieldKind =
  | 'text'
  | 'long-text'
  | 'id'
  | 'ids'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'texts'
  | 'map'
  | 'object'
  | 'json';

const LONG_TEXT = 1000;

/** By which input a value of this schema is given; what no input fits is given as JSON. */
export function kindOf(schema: JsonSchema): FieldKind {
  if (schema.enum?.every((one) => typeof one === 'string')) return 'choice';
  switch (typeOf(schema)) {
    case 'string':
      if (schema['x-refers-to']) return 'id';
      return (schema.maxLength ?? 0) >= LONG_TEXT ? 'long-text' : 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return kindOfArray(schema);
    case 'object':
      return kindOfObject(schema);
    default:
      return 'json';
  }
}

function kindOfArray({ items }: JsonSchema): FieldKind {
  if (!items || typeOf(items) !== 'string') return 'json';
  return items['x-refers-to'] ? 'ids' : 'texts';
}

function kindOfObject({ properties, additionalProperties }: JsonSchema): FieldKind {
  if (properties && Object.keys(properties).length > 0) return 'object';
  const isOfTexts = typeof additionalProperties === 'object' && typeOf(additionalProperties) === 'string';
  return isOfTexts ? 'map' : 'json';
}

/** The schema without the alternative of null: leaving the input empty says that. */
export function withoutNull(schema: JsonSchema): JsonSchema {
  const others = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== 'null');
  const [only] = others ?? [];
  if (!only || others?.length !== 1) return schema;
  const { anyOf: _any, oneOf: _one, ...rest } = schema;
  return { ...only, ...rest };
}

/** The one type that is not null, where there is one. */
export function typeOf({ type, properties }: JsonSchema): string | undefined {
  const types = typeof type === 'string' ? [type] : (type ?? []).filter((each) => each !== 'null');
  return types.length === 1 ? types[0] : properties && types.length === 0 ? 'object' : undefined;
}

/** `baseUrl` as a label: `Base URL`. */
export function labelOf(name: string, schema: JsonSchema = {}): string {
  if (schema.title) return schema.title;
  const words = nameOfThing(name, schema)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
    .replaceAll(/\b(url|id|api|ip)(s?)\b/g, (_, word: string, plural: string) => word.toUpperCase() + plural);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is picked by its name is not called an id: `userId` is the user. */
function nameOfThing(name: string, schema: JsonSchema): string {
  if (schema['x-refers-to']) return name.replace(/(?<=.)_?id$/i, '');
  return schema.items?.['x-refers-to'] ? name.replace(/(?<=.)_?ids$/i, 's') : name;
}

/** The object with this property, or without it where nothing was given. */
export function withProperty(
  value: Readonly<Record<string, unknown>>,
  name: string,
  given: unknown,
): Record<string, unknown> {
  const { [name]: _before, ...rest } = value;
  return given === undefined ? rest : { ...rest, [name]: given };
}

/** What the schema says of properties that nobody gave. */
export function defaultsOf({ properties = {} }: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) =>
      property.default === undefined ? [] : [[name, property.default]],
    ),
  );
}
