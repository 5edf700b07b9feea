'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/lib/api';
import { FoundSelect, type Option, type PickerProps } from './found-select';
import { findConnectionsQuery, pickedConnectionQuery } from './picker.documents';
import { useTyped } from './use-typed';

const optionOf = (it: { id: string; name: string }): Option => ({ value: it.id, label: it.name });

/** Picks a connection; the value is the id. */
export function ConnectionPicker(props: PickerProps) {
  const { value } = props;
  const one = apiQuery(pickedConnectionQuery, { id: value ?? '' });
  const picked = useQuery(value ? one : { ...one, queryFn: skipToken, placeholderData: undefined });
  const chosen = value && picked.data?.connection.id === value ? optionOf(picked.data.connection) : null;
  const { text, setText, wanted } = useTyped(chosen?.label);
  const { data, isFetching } = useQuery(apiQuery(findConnectionsQuery, { text: wanted }));
  return (
    <FoundSelect
      text={text}
      onText={setText}
      found={(data?.connections.nodes ?? []).map(optionOf)}
      picked={chosen}
      isSearching={isFetching}
      {...props}
    />
  );
}
