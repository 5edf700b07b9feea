'use client';

import { TextInput, type TextInputProps } from '@mantine/core';

/** When something ends by itself, in the viewer's zone; empty: never. */
export function EndInput({
  value,
  onChange,
  ...props
}: Omit<TextInputProps, 'value' | 'onChange'> & { value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      type="datetime-local"
      label="Ends"
      description="Left empty, it stays until somebody ends it"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...props}
    />
  );
}

/** What was typed there, as the API takes it; null where nothing was. */
export function inputOfEnd(value: string): string | null {
  return value ? new Date(value).toISOString() : null;
}
