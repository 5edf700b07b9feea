'use client';

import { Fieldset } from '@mantine/core';
import { type JsonSchema, SchemaFields, type SchemaFieldsProps, withProperty } from '@/components/schema-form';
import { onlyOf } from './only-of';

/** What a step hands on as `input`: by the fields of whoever gets it, and as JSON where that is not known. */
export function InnerInput({
  legend,
  schema,
  inner,
  value,
  onChange,
  path,
  errors,
}: SchemaFieldsProps & {
  legend: string;
  /** Of what gets it. Null: not known, or anything goes. */
  inner: JsonSchema | null;
}) {
  const { input = {} } = value;
  const isObject = typeof input === 'object' && input !== null && !('$from' in input);
  if (!inner || !isObject) {
    return <SchemaFields {...{ value, onChange, path, errors }} schema={onlyOf(schema, ['input'])} />;
  }
  return (
    <Fieldset legend={legend}>
      <SchemaFields
        schema={inner}
        value={input as Record<string, unknown>}
        onChange={(next) => onChange(withProperty(value, 'input', next))}
        path={`${path}.input`}
        errors={errors}
      />
    </Fieldset>
  );
}
