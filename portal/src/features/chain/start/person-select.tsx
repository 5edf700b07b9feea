'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Select } from '@/components/inputs';
import { nameOfPerson } from '@/components/name-of-person';
import { apiQuery } from '@/lib/api';
import { subjectsQuery } from '../chain.documents';

const SETTLED_MS = 200;

/** Finds one person by name or address. */
export function PersonSelect({
  label,
  value,
  onChange,
  error,
}: {
  label: string;
  value: string | null;
  onChange: (userId: string | null) => void;
  error: ReactNode;
}) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), SETTLED_MS);
  // What stands in the input once somebody is picked is their label, by which nobody is found.
  const { data } = useQuery(apiQuery(subjectsQuery, { text: value === null ? settled : '' }));
  const [picked, setPicked] = useState<{ value: string; label: string } | null>(null);
  const found = (data?.users.nodes ?? []).map((person) => ({
    value: person.id,
    label: `${nameOfPerson(person)} · ${person.email}`,
  }));
  const isMissing = picked !== null && !found.some((each) => each.value === picked.value);
  return (
    <Select
      label={label}
      placeholder="Nobody in particular"
      data={isMissing ? [picked, ...found] : found}
      value={value}
      searchable
      clearable
      searchValue={text}
      onSearchChange={setText}
      // The API has searched already.
      filter={({ options }) => options}
      onChange={(id, option) => {
        setPicked(option ? { value: option.value, label: option.label } : null);
        onChange(id);
      }}
      error={error}
    />
  );
}
