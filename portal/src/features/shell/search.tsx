'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight';
import { IconSearch, IconUser, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { nameOfPerson } from '@/components/name-of-person';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { navigationFor } from './navigation';
import { quickSearchQuery } from './search.documents';

const SETTLED_MS = 150;

/** Pages, people and groups, by what is typed. */
export function Search({ opening }: { opening: number }) {
  const [text, setText] = useState('');
  const pages = usePages();
  const found = useFound(text.trim());
  // biome-ignore lint/correctness/useExhaustiveDependencies: each opening is one, though nothing of it is read
  useEffect(() => spotlight.open(), [opening]);
  return (
    <Spotlight
      actions={[...pages, ...found]}
      query={text}
      onQueryChange={setText}
      nothingFound="Nothing found"
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: 'Pages, people, groups…',
        'aria-label': 'Search',
      }}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={420}
    />
  );
}

function usePages(): SpotlightActionGroupData[] {
  const router = useRouter();
  const items = navigationFor(useViewer()).flatMap((section) => section.items);
  return [
    {
      group: 'Pages',
      actions: items.map(({ href, title, icon: Icon }) => ({
        id: href,
        label: title,
        leftSection: <Icon size={18} />,
        onClick: () => router.push(href),
      })),
    },
  ];
}

function useFound(typed: string): SpotlightActionGroupData[] {
  const router = useRouter();
  const { can } = useViewer();
  const [text] = useDebouncedValue(typed, SETTLED_MS);
  const variables = { text, people: can('user:read'), groups: can('group:read') };
  const { data } = useQuery({ ...apiQuery(quickSearchQuery, variables), enabled: text.length > 1 });
  if (!data || typed.length < 2) return [];
  const people = data.users?.nodes ?? [];
  const groups = data.groups?.nodes ?? [];
  return [
    {
      group: 'People',
      actions: people.map((person) => ({
        id: person.id,
        label: nameOfPerson(person),
        description: person.email,
        leftSection: <IconUser size={18} />,
        onClick: () => router.push(`/people/${person.id}`),
      })),
    },
    {
      group: 'Groups',
      actions: groups.map(({ id, name, description }) => ({
        id,
        label: name,
        description,
        leftSection: <IconUsersGroup size={18} />,
        onClick: () => router.push(`/groups/${id}`),
      })),
    },
  ];
}
