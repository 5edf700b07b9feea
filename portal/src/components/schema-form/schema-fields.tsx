'use client';

import { Fieldset, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Bindable } from './bindable';
import { referenceOf, useBindingSources } from './bindings';
import { BoundField } from './bound-field';
import type { FieldProps } from './field-props';
import { fits } from './fits';
import { IdField, IdsField } from './id-fields';
import { JsonField } from './json-field';
import { type FieldKind, type JsonSchema, kindOf, labelOf, withoutNull, withProperty } from './json-schema';
import { MapField } from './map-field';
import { BooleanField, ChoiceField, LongTextField, NumberField, TextField, TextsField } from './plain-fields';

export interface SchemaFieldsProps {
  /** Of an object. */
  schema: JsonSchema;
  value: Readonly<Record<string, unknown>>;
  onChange: (value: Record<string, unknown>) => void;
  /** Where the object stands in the form: what errors are named by. */
  path: string;
  errors: Readonly<Record<string, ReactNode>>;
}

const FIELDS: Record<FieldKind, (props: FieldProps) => ReactNode> = {
  text: TextField,
  'long-text': LongTextField,
  id: IdField,
  ids: IdsField,
  number: NumberField,
  boolean: BooleanField,
  choice: ChoiceField,
  texts: TextsField,
  map: MapField,
  object: ObjectField,
  json: JsonField,
};

/** An input for each property of a JSON Schema. What is left empty is left out. */
export function SchemaFields({ schema, value, onChange, path, errors }: SchemaFieldsProps) {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        It needs nothing.
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      {properties.map(([name, property]) => (
        <SchemaField
          key={name}
          name={name}
          schema={property}
          isRequired={schema.required?.includes(name) === true && property.default === undefined}
          value={value[name]}
          onChange={(given) => onChange(withProperty(value, name, given))}
          path={`${path}.${name}`}
          errors={errors}
        />
      ))}
    </Stack>
  );
}

/** One input, by the schema's type; where there are sources to take a value from, with a way to pick one. */
function SchemaField({ name, ...props }: Omit<FieldProps, 'label'> & { name: string }) {
  const sources = useBindingSources();
  const schema = withoutNull(props.schema);
  const field: FieldProps = { ...props, schema, label: labelOf(name, schema) };
  if (referenceOf(props.value) !== null) return <BoundField {...field} sources={sources ?? []} />;
  const Field = FIELDS[fits(schema, props.value) ? kindOf(schema) : 'json'];
  if (!sources || sources.length === 0) return <Field {...field} />;
  return <Bindable field={field} sources={sources} input={<Field {...field} />} />;
}

function ObjectField({ label, schema, value, onChange, path, errors }: FieldProps) {
  return (
    <Fieldset legend={label}>
      {schema.description && (
        <Text size="xs" c="dimmed" mb="xs">
          {schema.description}
        </Text>
      )}
      <SchemaFields
        schema={schema}
        value={(value ?? {}) as Record<string, unknown>}
        onChange={(given) => onChange(Object.keys(given).length === 0 ? undefined : given)}
        path={path}
        errors={errors}
      />
    </Fieldset>
  );
}
