'use client';

import type { SelectProps } from '@mantine/core';
import { Select } from '@/components/inputs';

export interface Option {
  value: string;
  label: string;
}

export interface PickerProps
  extends Pick<
    SelectProps,
    | 'label'
    | 'aria-label'
    | 'placeholder'
    | 'description'
    | 'error'
    | 'required'
    | 'withAsterisk'
    | 'allowDeselect'
    | 'w'
  > {
  value: string | null;
  onChange: (id: string | null) => void;
}

/** A select over more than fits into it: what is typed is searched for by the API. */
export function FoundSelect({
  text,
  onText,
  found,
  picked,
  isSearching,
  ...props
}: PickerProps & {
  text: string;
  onText: (text: string) => void;
  found: readonly Option[];
  /** What is chosen, which what was found last need not contain. */
  picked: Option | null;
  isSearching: boolean;
}) {
  const data = picked && !found.some(({ value }) => value === picked.value) ? [picked, ...found] : [...found];
  return (
    <Select
      searchable
      clearable={!props.required && props.allowDeselect !== false}
      searchValue={text}
      onSearchChange={onText}
      data={data}
      // The API has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={isSearching ? 'Searching…' : 'Nothing found'}
      clearButtonProps={{ 'aria-label': 'Clear' }}
      {...props}
    />
  );
}
