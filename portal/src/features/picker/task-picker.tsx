'use client';

import { skipToken, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/lib/api';
import { FoundSelect, type Option, type PickerProps } from './found-select';
import { findTasksQuery, pickedTaskQuery } from './picker.documents';
import { useTyped } from './use-typed';

const optionOf = (it: { id: string; name: string }): Option => ({ value: it.id, label: it.name });

/** Picks a task; the value is the id. */
export function TaskPicker(props: PickerProps) {
  const { value } = props;
  const one = apiQuery(pickedTaskQuery, { id: value ?? '' });
  const picked = useQuery(value ? one : { ...one, queryFn: skipToken, placeholderData: undefined });
  const chosen = value && picked.data?.task.id === value ? optionOf(picked.data.task) : null;
  const { text, setText, wanted } = useTyped(chosen?.label);
  const { data, isFetching } = useQuery(apiQuery(findTasksQuery, { text: wanted }));
  return (
    <FoundSelect
      text={text}
      onText={setText}
      found={(data?.tasks.nodes ?? []).map(optionOf)}
      picked={chosen}
      isSearching={isFetching}
      {...props}
    />
  );
}
