'use client';

import { JsonInput } from '@mantine/core';
import { useState } from 'react';
import type { FieldProps } from './field-props';

/** A value that no other input fits, as JSON. While what is typed is none, the last one that was stays. */
export function JsonField({ label, schema, isRequired, value, onChange, path, errors }: FieldProps) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const parsed = parse(text);
  return (
    <JsonInput
      label={label}
      description={schema.description}
      withAsterisk={isRequired}
      error={parsed === WRONG ? 'This is no JSON yet' : errors[path]}
      autosize
      minRows={2}
      maxRows={16}
      value={text}
      onChange={(typed) => {
        setText(typed);
        const next = parse(typed);
        if (next !== WRONG) onChange(next);
      }}
    />
  );
}

const WRONG = Symbol('no JSON');

function parse(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return WRONG;
  }
}
