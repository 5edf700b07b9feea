'use client';

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { nameOfPerson } from '@/components/name-of-person';
import { apiQuery } from '@/lib/api';
import { auditActorQuery, auditActorsQuery } from './audit.documents';

const SETTLED_MS = 200;

/** Who did it, found by name or address. */
export function ActorFilter() {
  const [{ actor }, setState] = useQueryStates(
    { actor: parseAsString, pages: parseAsArrayOf(parseAsString) },
    { history: 'replace' },
  );
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), SETTLED_MS);
  const { data } = useQuery(apiQuery(auditActorsQuery, { text: settled }));
  const chosen = useQuery({ ...apiQuery(auditActorQuery, { id: actor ?? '' }), enabled: actor !== null }).data?.user;
  const shown = actor !== null && chosen?.id === actor ? [chosen] : [];
  const people = [...shown, ...(data?.users.nodes ?? []).filter(({ id }) => id !== actor)];
  return (
    <Select
      aria-label="Who"
      placeholder="Who"
      data={people.map((person) => ({ value: person.id, label: `${nameOfPerson(person)} · ${person.email}` }))}
      value={actor}
      onChange={(value) => void setState({ actor: value, pages: null })}
      searchable
      onSearchChange={(typed) => setText(typed.includes(' · ') ? '' : typed)}
      filter={({ options }) => options}
      nothingFoundMessage="Nobody found"
      clearable
      w={220}
    />
  );
}
