'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/lib/api';
import { FoundSelect, type Option, type PickerProps } from './found-select';
import { findApplicationsQuery, pickedApplicationQuery } from './picker.documents';
import { useTyped } from './use-typed';

const optionOf = (it: { id: string; name: string }): Option => ({ value: it.id, label: it.name });

/** Picks an application; the value is the id. */
export function ApplicationPicker(props: PickerProps) {
  const { value } = props;
  const one = apiQuery(pickedApplicationQuery, { id: value ?? '' });
  const picked = useQuery(value ? one : { ...one, queryFn: skipToken, placeholderData: undefined });
  const chosen = value && picked.data?.application.id === value ? optionOf(picked.data.application) : null;
  const { text, setText, wanted } = useTyped(chosen?.label);
  const { data, isFetching } = useQuery(apiQuery(findApplicationsQuery, { text: wanted }));
  return (
    <FoundSelect
      text={text}
      onText={setText}
      found={(data?.applications.nodes ?? []).map(optionOf)}
      picked={chosen}
      isSearching={isFetching}
      {...props}
    />
  );
}
