'use client';

import { parseAsString } from 'nuqs';
import { Select } from '../inputs';
import { useFilters } from './use-filters';

/** Two beside each other where the screen is narrow. */
export const FILTER_WIDTH = { base: 'calc(50% - 6px)', xs: 160 };

export interface FilterSelectProps {
  /** The name in the URL, within the list. */
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  /** For more options than one reads through: what is typed narrows them. */
  searchable?: boolean;
}

/** A filter of a list that stands in the URL; nothing chosen means all. */
export function FilterSelect({ name, label, options, searchable = false }: FilterSelectProps) {
  const [values, setValues] = useFilters({ [name]: parseAsString });
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={[...options]}
      value={values[name] ?? null}
      onChange={(value) => setValues({ [name]: value })}
      searchable={searchable}
      nothingFoundMessage="Nothing found"
      clearable
      w={FILTER_WIDTH}
    />
  );
}
