'use client';

import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Page } from './column';
import type { ListControls } from './use-list-state';

/** Which part of the whole is shown, and the way to the others. */
export function Pager({
  noun,
  page,
  controls,
  aside,
}: {
  noun: string;
  page: Page<unknown>;
  controls: ListControls;
  /** What can be done with the list as a whole, where nothing stands above it. */
  aside?: ReactNode;
}) {
  const { state, nextPage, previousPage } = controls;
  const { nodes, pageInfo, totalCount } = page;
  const before = state.pages.length * state.size;
  const hasMore = pageInfo.hasNextPage && pageInfo.endCursor;
  const isAll = before === 0 && !hasMore;
  const shown = isAll
    ? counted(totalCount ?? nodes.length, noun)
    : `${count(before + 1)}–${count(before + nodes.length)}${totalCount === undefined ? '' : ` of ${count(totalCount)}`} ${noun}`;
  return (
    <Group justify="space-between" mt="sm">
      <Text size="sm" c="dimmed" aria-live="polite">
        {shown}
      </Text>
      {(!isAll || aside) && (
        <Group gap="xs">
          {aside}
          {!isAll && (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconChevronLeft size={14} />}
                disabled={before === 0}
                onClick={previousPage}
              >
                Previous
              </Button>
              <Button
                size="xs"
                variant="default"
                rightSection={<IconChevronRight size={14} />}
                disabled={!hasMore}
                onClick={() => pageInfo.endCursor && nextPage(pageInfo.endCursor)}
              >
                Next
              </Button>
            </>
          )}
        </Group>
      )}
    </Group>
  );
}

const count = (number: number) => number.toLocaleString('en');

function counted(number: number, noun: string): string {
  if (number !== 1) return `${count(number)} ${noun}`;
  return `1 ${noun.startsWith('people') ? noun.replace('people', 'person') : noun.replace(/ies$/, 'y').replace(/s$/, '')}`;
}
