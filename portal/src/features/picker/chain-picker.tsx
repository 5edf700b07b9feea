'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/lib/api';
import { FoundSelect, type Option, type PickerProps } from './found-select';
import { findChainsQuery, pickedChainQuery } from './picker.documents';
import { useTyped } from './use-typed';

const optionOf = (it: { id: string; name: string }): Option => ({ value: it.id, label: it.name });

/** Picks a chain; the value is the id. */
export function ChainPicker(props: PickerProps) {
  const { value } = props;
  const one = apiQuery(pickedChainQuery, { id: value ?? '' });
  const picked = useQuery(value ? one : { ...one, queryFn: skipToken, placeholderData: undefined });
  const chosen = value && picked.data?.actionChain.id === value ? optionOf(picked.data.actionChain) : null;
  const { text, setText, wanted } = useTyped(chosen?.label);
  const { data, isFetching } = useQuery(apiQuery(findChainsQuery, { text: wanted }));
  return (
    <FoundSelect
      text={text}
      onText={setText}
      found={(data?.actionChains.nodes ?? []).map(optionOf)}
      picked={chosen}
      isSearching={isFetching}
      {...props}
    />
  );
}
