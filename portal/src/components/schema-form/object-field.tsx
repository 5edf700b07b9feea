'use client';

import { Fieldset, Text } from '@mantine/core';
import type { FieldProps } from './schema-field';
import { SchemaFields } from './schema-fields';

export function ObjectField({ label, schema, value, onChange, path, errors }: FieldProps) {
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
