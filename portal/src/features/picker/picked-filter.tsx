'use client';

import { parseAsString } from 'nuqs';
import { useFilters } from '@/components/data-list/use-filters';
import { ApplicationPicker } from './application-picker';
import { GroupPicker } from './group-picker';
import { PersonPicker } from './person-picker';

interface FilterProps {
  /** The name in the URL. */
  name: string;
  label: string;
}

/** A filter of a list by a person, in the URL by their id. */
export function PersonFilter({ name, label }: FilterProps) {
  const [value, setValue] = usePicked(name);
  return <PersonPicker aria-label={label} placeholder={label} w={200} value={value} onChange={setValue} />;
}

/** A filter of a list by a group, in the URL by its id. */
export function GroupFilter({ name, label }: FilterProps) {
  const [value, setValue] = usePicked(name);
  return <GroupPicker aria-label={label} placeholder={label} w={200} value={value} onChange={setValue} />;
}

/** A filter of a list by an application, in the URL by its id. */
export function ApplicationFilter({ name, label }: FilterProps) {
  const [value, setValue] = usePicked(name);
  return <ApplicationPicker aria-label={label} placeholder={label} w={200} value={value} onChange={setValue} />;
}

function usePicked(name: string): [string | null, (id: string | null) => void] {
  const [values, setFilters] = useFilters({ [name]: parseAsString });
  return [values[name] ?? null, (id) => setFilters({ [name]: id })];
}
