'use client';

import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type JsonSchema, withProperty } from './json-schema';
import { SchemaField } from './schema-field';

export interface SchemaFieldsProps {
  /** Of an object. */
  schema: JsonSchema;
  value: Readonly<Record<string, unknown>>;
  onChange: (value: Record<string, unknown>) => void;
  /** Where the object stands in the form: what errors are named by. */
  path: string;
  errors: Readonly<Record<string, ReactNode>>;
}

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
