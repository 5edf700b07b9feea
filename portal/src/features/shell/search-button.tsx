'use client';

import { ActionIcon, Button, Kbd, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';

const Search = dynamic(() => import('./search').then((module) => module.Search), { ssr: false });

/** Opens the search, which is loaded when it is wanted first. */
export function SearchButton() {
  const [openings, setOpenings] = useState(0);
  const open = () => setOpenings((count) => count + 1);
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={open}
        visibleFrom="sm"
        leftSection={<IconSearch size={14} />}
        rightSection={<Kbd size="xs">⌘K</Kbd>}
      >
        <Text size="sm" c="dimmed" span>
          Search
        </Text>
      </Button>
      <ActionIcon variant="default" size={34} onClick={open} hiddenFrom="sm" aria-label="Search">
        <IconSearch size={16} />
      </ActionIcon>
      {openings > 0 && <Search opening={openings} />}
    </>
  );
}
