/** One attribute, as people describe it. What of its schema the form does not know stays in `rest`. */
export interface AttributeRow {
  readonly key: string;
  name: string;
  kind: AttributeKind;
  isRequired: boolean;
  description: string;
  choices: string[];
  rest: Readonly<Record<string, unknown>>;
}

export type AttributeKind = 'text' | 'choice' | 'email' | 'date' | 'number' | 'integer' | 'boolean' | 'other';

type Schema = Readonly<Record<string, unknown>>;

const SCHEMAS: Record<Exclude<AttributeKind, 'choice' | 'other'>, Schema> = {
  text: { type: 'string' },
  email: { type: 'string', format: 'email' },
  date: { type: 'string', format: 'date' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
};

/** The attributes that a schema names, in its order. */
export function rowsOf(schema: unknown): AttributeRow[] {
  const { properties, required } = (schema ?? {}) as { properties?: Record<string, Schema>; required?: string[] };
  return Object.entries(properties ?? {}).map(([name, property]) => {
    const { description, ...others } = property;
    return {
      ...{ key: name, name, isRequired: required?.includes(name) ?? false },
      description: typeof description === 'string' ? description : '',
      ...shapeOf(others),
    };
  });
}

function shapeOf(schema: Schema): Pick<AttributeRow, 'kind' | 'choices' | 'rest'> {
  const { type, format, enum: values, ...rest } = schema;
  if (Array.isArray(values) && values.every((value) => typeof value === 'string') && (type ?? 'string') === 'string') {
    return { kind: 'choice', choices: values, rest };
  }
  const known = Object.entries(SCHEMAS).find(([, one]) => one.type === type && one.format === format);
  if (!known || values !== undefined) return { kind: 'other', choices: [], rest: schema };
  return { kind: known[0] as AttributeKind, choices: [], rest };
}

/** The schema with these attributes; what else it says of the whole stays. */
export function schemaOf(before: unknown, rows: readonly AttributeRow[]): Schema {
  const { properties: _, required: __, ...whole } = (before ?? {}) as Record<string, unknown>;
  const required = rows.filter(({ isRequired }) => isRequired).map(({ name }) => name.trim());
  return {
    ...whole,
    type: 'object',
    properties: Object.fromEntries(rows.map((row) => [row.name.trim(), propertyOf(row)])),
    ...(required.length > 0 ? { required } : {}),
  };
}

function propertyOf({ kind, choices, description, rest }: AttributeRow): Schema {
  const said = description.trim() ? { description: description.trim() } : {};
  if (kind === 'other') return { ...rest, ...said };
  return { ...(kind === 'choice' ? { type: 'string', enum: choices } : SCHEMAS[kind]), ...rest, ...said };
}
