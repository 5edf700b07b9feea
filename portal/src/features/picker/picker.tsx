'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/lib/api';
import { FoundSelect, type Option, type PickerProps } from './found-select';
import type { Source } from './source';
import { useTyped } from './use-typed';

/** A select over more than fits into it: the API searches for what is typed. The value is the id. */
export function Picker<Found, One>({
  source,
  first = [],
  ...props
}: PickerProps & {
  source: Source<Found, One>;
  /** What can be picked beside what the API finds, above it. */
  first?: readonly Option[];
}) {
  const { value } = props;
  const own = first.find((option) => option.value === value);
  const asked = useAsked(source, own ? null : value);
  const chosen = own ?? asked;
  const { text, setText, wanted } = useTyped(chosen?.label);
  const { data, isFetching } = useQuery(apiQuery(source.find, { text: wanted }));
  const fitting = first.filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <FoundSelect
      text={text}
      onText={setText}
      found={[...fitting, ...(data ? source.optionsOf(data) : [])]}
      picked={chosen}
      isSearching={isFetching}
      {...props}
    />
  );
}

/** What was picked before anything was searched for. */
function useAsked<Found, One>({ read, optionOf }: Source<Found, One>, id: string | null): Option | null {
  const one = apiQuery(read, { id: id ?? '' });
  const { data, isError } = useQuery(id === null ? { ...one, queryFn: skipToken, placeholderData: undefined } : one);
  // What is gone is still what was picked.
  if (isError && id !== null) return { value: id, label: id };
  const option = data === undefined ? null : optionOf(data);
  return option?.value === id ? option : null;
}
