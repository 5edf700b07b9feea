'use client';

import { JsonInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type JsonSchema, typeOf } from '@/components/schema-form';

/** The input of a chain of which a step takes all there is: an object, as JSON. */
export function WholeInput({
  schema,
  onChange,
  error,
}: {
  /** What its steps take from it by name, for the example. */
  schema: JsonSchema;
  onChange: (input: Record<string, unknown>) => void;
  error: ReactNode;
}) {
  return (
    <JsonInput
      label="Input"
      description="The chain declares none, and a step takes all that it is given. An object, as JSON; empty gives nothing."
      placeholder={JSON.stringify(schema.properties ? exampleOf(schema) : { name: 'value' }, null, 2)}
      validationError="This is no JSON"
      autosize
      minRows={4}
      error={error}
      onChange={(text) => {
        try {
          const given: unknown = JSON.parse(text || '{}');
          if (typeof given === 'object' && given !== null) onChange(given as Record<string, unknown>);
        } catch {
          // Half typed: the last one that was JSON stays, and the input says so when it is left.
        }
      }}
    />
  );
}

function exampleOf(schema: JsonSchema): unknown {
  switch (typeOf(schema)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, exampleOf(inner)]),
      );
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 0;
    default:
      return '…';
  }
}
