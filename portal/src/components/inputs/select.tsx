'use client';

import type { SelectProps } from '@mantine/core';
import { Chevron } from './chevron';
import { InputShape } from './input-shape';
import { labelOf } from './label-of';
import { useFullInputs } from './use-full-inputs';

/** Mantine's select, which is loaded after the page. */
export function Select(props: SelectProps) {
  const { inputs, asLeft, handlers } = useFullInputs();
  if (inputs) return <inputs.Select rightSection={<Chevron />} {...asLeft} {...props} />;
  const { data, value, defaultValue, searchValue, searchable, clearable, disabled, readOnly, onChange } = props;
  const chosen = value ?? defaultValue ?? null;
  const isClearable = clearable && chosen !== null && !disabled && !readOnly;
  return (
    <InputShape
      props={props}
      kind="Select"
      text={searchValue ?? labelOf(data, chosen)}
      isPointer={!searchable}
      rightSection={<Chevron />}
      onClear={isClearable ? () => onChange?.(null, null) : undefined}
      handlers={handlers}
    />
  );
}
