'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { nameOfPerson } from '@/components/name-of-person';
import { apiQuery } from '@/lib/api';
import { FoundSelect, type Option, type PickerProps } from './found-select';
import { findPeopleQuery, pickedPersonQuery } from './picker.documents';
import { useTyped } from './use-typed';

const optionOf = (it: { id: string; email: string; firstName: string; lastName: string }): Option => ({
  value: it.id,
  label: `${nameOfPerson(it)} · ${it.email}`,
});

/** Picks a person; the value is the id. */
export function PersonPicker(props: PickerProps) {
  const { value } = props;
  const one = apiQuery(pickedPersonQuery, { id: value ?? '' });
  const picked = useQuery(value ? one : { ...one, queryFn: skipToken, placeholderData: undefined });
  const chosen = value && picked.data?.user.id === value ? optionOf(picked.data.user) : null;
  const { text, setText, wanted } = useTyped(chosen?.label);
  const { data, isFetching } = useQuery(apiQuery(findPeopleQuery, { text: wanted }));
  return (
    <FoundSelect
      text={text}
      onText={setText}
      found={(data?.users.nodes ?? []).map(optionOf)}
      picked={chosen}
      isSearching={isFetching}
      {...props}
    />
  );
}
