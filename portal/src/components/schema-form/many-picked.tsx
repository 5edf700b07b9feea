'use client';

import { Stack } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import type { IdPickerProps } from './id-pickers';

/** Several things, each found by its name; the last input takes another one. */
export function ManyPicked({
  label,
  picker: Picker,
  value,
  onChange,
  errorOf = () => undefined,
}: {
  label: string;
  picker: ComponentType<IdPickerProps>;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  /** Of the one at this place; null for the whole. */
  errorOf?: (index: number | null) => ReactNode;
}) {
  const take = (next: readonly string[]) => onChange([...new Set(next)]);
  return (
    <Stack gap="xs">
      {value.map((id, index) => (
        <Picker
          key={id}
          aria-label={`${label}: ${index + 1}`}
          error={errorOf(index)}
          value={id}
          onChange={(next) => take(next === null ? value.filter((each) => each !== id) : value.with(index, next))}
        />
      ))}
      <Picker
        key={`after ${value.length}`}
        aria-label={`${label}: one more`}
        error={errorOf(null)}
        placeholder={value.length === 0 ? 'None yet; type a name' : 'One more'}
        value={null}
        onChange={(id) => id && take([...value, id])}
      />
    </Stack>
  );
}
