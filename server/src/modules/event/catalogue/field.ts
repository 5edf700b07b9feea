/** What a payload field can be. `datetime` is an RFC 3339 string in UTC; `json` is any JSON value. */
export type FieldType = 'string' | 'integer' | 'boolean' | 'datetime' | 'json';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue | undefined };

interface FieldTypes {
  string: string;
  integer: number;
  boolean: boolean;
  datetime: string;
  json: JsonValue;
}

export interface FieldSpec {
  readonly type: FieldType;
  readonly description: string;
  /** A plausible value for previews and docs; an optional field without one is left out of samples. */
  readonly example?: JsonValue;
  readonly optional?: true;
}

export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

export interface EventTypeSpec {
  readonly description: string;
  readonly fields: FieldSpecs;
  /** `false`: a failure while handling this event is recorded, and announced by no further event. */
  readonly begetsFailureEvents?: false;
  /** `true`: templates may name the payload's fields at the top, `{{.integration_name}}`. */
  readonly hasTopLevelFields?: true;
}

export type EventTypeSpecs = Readonly<Record<string, EventTypeSpec>>;

type ValueOf<F extends FieldSpec> = FieldTypes[F['type']];
type OptionalNames<S extends FieldSpecs> = { [K in keyof S]: S[K] extends { optional: true } ? K : never }[keyof S];

/** The payload that a set of field specs describes; an optional field may be absent or null. */
export type Payload<S extends FieldSpecs> = { [K in Exclude<keyof S, OptionalNames<S>>]: ValueOf<S[K]> } & {
  [K in OptionalNames<S>]?: ValueOf<S[K]> | null;
};

type Field<T extends FieldType> = { readonly type: T; readonly description: string; readonly example?: FieldTypes[T] };

function field<T extends FieldType>(type: T, description: string, example: FieldTypes[T] | undefined): Field<T> {
  return example === undefined ? { type, description } : { type, description, example };
}

export const textField = (description: string, example?: string) => field('string', description, example);
export const integerField = (description: string, example?: number) => field('integer', description, example);
export const booleanField = (description: string, example?: boolean) => field('boolean', description, example);
export const timeField = (description: string, example?: string) => field('datetime', description, example);
export const jsonField = (description: string, example?: JsonValue) => field('json', description, example);

export function optional<F extends FieldSpec>(spec: F): F & { readonly optional: true } {
  return { ...spec, optional: true };
}

/** `resource_type`, which tells a receiver of many event types what the payload is about. */
export const resourceTypeField = (example: string) => textField('Type of the affected resource.', example);
