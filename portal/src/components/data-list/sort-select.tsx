'use client';

import { useContext } from 'react';
import { Select } from '../inputs';
import { FILTER_WIDTH } from './filter-select';
import { ListScope } from './use-filters';
import { useListState } from './use-list-state';

export interface SortOption {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
  readonly label: string;
}

/** The order of a list that has no headers to sort by; the first is the list's own. */
export function SortSelect({ options }: { options: readonly SortOption[] }) {
  const { state, orderBy } = useListState(useContext(ListScope));
  const chosen = options.findIndex(({ field, direction }) => field === state.sort && direction === state.dir);
  return (
    <Select
      aria-label="Order"
      data={options.map(({ label }, place) => ({ value: String(place), label }))}
      value={String(Math.max(chosen, 0))}
      onChange={(place) => {
        const option = options[Number(place)];
        if (option) orderBy(option.field, option.direction);
      }}
      allowDeselect={false}
      w={FILTER_WIDTH}
    />
  );
}
