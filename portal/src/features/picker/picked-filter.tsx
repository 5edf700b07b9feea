'use client';

import { parseAsString } from 'nuqs';
import { FILTER_WIDTH } from '@/components/data-list/filter-select';
import { useFilters } from '@/components/data-list/use-filters';
import { Picker } from './picker';
import type { Source } from './source';
import { APPLICATIONS, CHAINS, GROUPS, INSTALLATIONS, INTEGRATIONS, PEOPLE, TASKS } from './sources';

interface FilterProps {
  /** The name in the URL. */
  name: string;
  label: string;
}

export function PersonFilter(props: FilterProps) {
  return <PickedFilter source={PEOPLE} {...props} />;
}

export function GroupFilter(props: FilterProps) {
  return <PickedFilter source={GROUPS} {...props} />;
}

export function ApplicationFilter(props: FilterProps) {
  return <PickedFilter source={APPLICATIONS} {...props} />;
}

export function IntegrationFilter(props: FilterProps) {
  return <PickedFilter source={INTEGRATIONS} {...props} />;
}

export function TaskFilter(props: FilterProps) {
  return <PickedFilter source={TASKS} {...props} />;
}

export function ChainFilter(props: FilterProps) {
  return <PickedFilter source={CHAINS} {...props} />;
}

export function InstallationFilter(props: FilterProps) {
  return <PickedFilter source={INSTALLATIONS} {...props} />;
}

/** A filter of a list by one thing, in the URL by its id. */
function PickedFilter<Found, One>({ source, name, label }: FilterProps & { source: Source<Found, One> }) {
  const [values, setFilters] = useFilters({ [name]: parseAsString });
  return (
    <Picker
      source={source}
      aria-label={label}
      placeholder={label}
      w={FILTER_WIDTH}
      value={values[name] ?? null}
      onChange={(id) => setFilters({ [name]: id })}
    />
  );
}
