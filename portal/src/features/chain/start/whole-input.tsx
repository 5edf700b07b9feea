'use client';

import { JsonInput } from '@mantine/core';
import type { ReactNode } from 'react';

/** The input of a chain that takes any: an object, as JSON. */
export function AnyInput({
  onChange,
  error,
}: {
  onChange: (input: Record<string, unknown>) => void;
  error: ReactNode;
}) {
  return (
    <JsonInput
      label="Input"
      description="An object, as JSON; empty gives nothing"
      validationError="This is no JSON"
      autosize
      minRows={3}
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
