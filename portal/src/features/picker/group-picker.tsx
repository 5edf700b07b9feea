'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/lib/api';
import { FoundSelect, type Option, type PickerProps } from './found-select';
import { findGroupsQuery, pickedGroupQuery } from './picker.documents';
import { useTyped } from './use-typed';

const optionOf = (it: { id: string; name: string }): Option => ({ value: it.id, label: it.name });

/** Picks a group; the value is the id. */
export function GroupPicker(props: PickerProps) {
  const { value } = props;
  const one = apiQuery(pickedGroupQuery, { id: value ?? '' });
  const picked = useQuery(value ? one : { ...one, queryFn: skipToken, placeholderData: undefined });
  const chosen = value && picked.data?.group.id === value ? optionOf(picked.data.group) : null;
  const { text, setText, wanted } = useTyped(chosen?.label);
  const { data, isFetching } = useQuery(apiQuery(findGroupsQuery, { text: wanted }));
  return (
    <FoundSelect
      text={text}
      onText={setText}
      found={(data?.groups.nodes ?? []).map(optionOf)}
      picked={chosen}
      isSearching={isFetching}
      {...props}
    />
  );
}
