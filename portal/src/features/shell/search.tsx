'use client';

import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { leavePage } from '@/lib/unsaved';
import { navigationFor } from './navigation';
import { quickSearchQuery } from './search.documents';
import { KINDS } from './search-kinds';
import { selectFirst } from './select-first';

const SETTLED_MS = 150;
const [store, spotlight] = createSpotlight();

/** Pages, and whatever has a name, by what is typed. */
export function Search({ opening }: { opening: number }) {
  const [text, setText] = useState('');
  const pages = usePages();
  const found = useFound(text.trim());
  const hits = found.flatMap(({ actions }) => actions.map(({ id }) => id)).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed and what is found make the first hit another
  useEffect(() => {
    if (text) selectFirst(store);
  }, [text, hits]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each opening is one, though nothing of it is read
  useEffect(() => spotlight.open(), [opening]);
  return (
    <Spotlight
      store={store}
      actions={[...pages, ...found]}
      query={text}
      onQueryChange={setText}
      nothingFound="Nothing found"
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: 'Pages, people, groups, integrations…',
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
        onClick: () => leavePage(() => router.push(href)),
      })),
    },
  ];
}

function useFound(typed: string): SpotlightActionGroupData[] {
  const router = useRouter();
  const [text] = useDebouncedValue(typed, SETTLED_MS);
  const { data } = useQuery({ ...apiQuery(quickSearchQuery, { text }), enabled: text.length > 1 });
  if (!data || typed.length < 2) return [];
  return KINDS.map(({ kind, group, path, icon: Icon }) => ({
    group,
    actions: data.search
      .filter((hit) => hit.kind === kind)
      .map(({ id, title, text: description }) => ({
        id,
        label: title,
        description,
        // What was typed may be the beginning of a word that neither shows.
        keywords: typed,
        leftSection: <Icon size={18} />,
        onClick: () => leavePage(() => router.push(`${path}/${id}`)),
      })),
  })).filter(({ actions }) => actions.length > 0);
}
