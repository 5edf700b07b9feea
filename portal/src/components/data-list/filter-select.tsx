'use client';

import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { Select } from '../inputs';

export interface FilterSelectProps {
  /** The name in the URL. */
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}

/** A filter of a list that stands in the URL; nothing chosen means all. Read it with the same name on the server. */
export function FilterSelect({ name, label, options }: FilterSelectProps) {
  const [values, setValues] = useQueryStates(
    { [name]: parseAsString, pages: parseAsArrayOf(parseAsString) },
    { history: 'replace' },
  );
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={[...options]}
      value={(values[name] as string | null) ?? null}
      onChange={(value) => void setValues({ [name]: value, pages: null })}
      clearable
      w={180}
    />
  );
}
