'use client';

import { Checkbox, Group } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EndInput, inputOfEnd } from '@/components/end-input';
import { Select } from '@/components/inputs';
import { nameOfPerson } from '@/components/name-of-person';
import { apiQuery } from '@/lib/api';
import { candidatesQuery } from './group.documents';
import { useMembership } from './use-membership';

const SETTLED_MS = 200;

/** Finds a person by name or address, and adds them with one press; for a time, where one is set before. */
export function AddMember({ groupId }: { groupId: string }) {
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), SETTLED_MS);
  const { data, isFetching } = useQuery(apiQuery(candidatesQuery, { text: settled }));
  const [isForATime, setForATime] = useState(false);
  const [end, setEnd] = useState('');
  const { add } = useMembership(groupId);
  const people = data?.users.nodes ?? [];
  return (
    <Group gap="xs" align="flex-start">
      <Select
        aria-label="Add a member"
        placeholder="Add a member"
        leftSection={<IconUserPlus size={16} />}
        w={{ base: '100%', xs: 280 }}
        searchable
        searchValue={text}
        onSearchChange={setText}
        value={null}
        // The API has searched already.
        filter={({ options }) => options}
        data={people.map((person) => ({ value: person.id, label: `${nameOfPerson(person)} · ${person.email}` }))}
        nothingFoundMessage={isFetching ? 'Searching…' : 'Nobody found'}
        onChange={(id) => {
          const person = people.find((candidate) => candidate.id === id);
          if (person) void add({ ...person, isActive: true }, isForATime ? inputOfEnd(end) : null);
          setText('');
        }}
      />
      <Checkbox
        label="For a time"
        checked={isForATime}
        onChange={(event) => setForATime(event.currentTarget.checked)}
        mt={8}
      />
      {isForATime && (
        <EndInput label={null} description={null} aria-label="Membership ends" value={end} onChange={setEnd} w={210} />
      )}
    </Group>
  );
}
