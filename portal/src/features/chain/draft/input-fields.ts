import type { JsonSchema } from '@/components/schema-form';

/** One value that a flow is started with. */
export interface InputField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  readonly isRequired: boolean;
}

export const TYPES: readonly { value: InputField['type']; label: string }[] = [
  { value: 'string', label: 'Text' },
  { value: 'integer', label: 'Whole number' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
];

export function schemaOf(fields: readonly InputField[]): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, type }) => [name, { type }])),
    required: fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** The fields of a schema that says no more than fields can; null for any other. */
export function fieldsOf(schema: unknown): InputField[] | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const { properties = {}, required = [], type, additionalProperties, ...more } = schema as JsonSchema;
  if (type !== 'object' || additionalProperties !== false || Object.keys(more).length > 0) return null;
  const fields = Object.entries(properties).map(([name, { type, ...more }]) => {
    const known = TYPES.find(({ value }) => value === type);
    return known && Object.keys(more).length === 0
      ? { name, type: known.value, isRequired: required.includes(name) }
      : null;
  });
  return fields.every((field) => field !== null) ? fields : null;
}
