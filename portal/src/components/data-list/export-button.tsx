'use client';

import { ActionIcon, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { messageOf } from '@/lib/api';
import { Hint } from '../hint';
import type { Column, Page } from './column';
import { download, toCsv } from './csv';
import type { PageInput } from './list-state';

const PAGE = 100;

/** Asks for every page of what the list shows now, and hands it over as one file. */
export function ExportButton<Row>({
  name,
  columns,
  fetchPage,
  isSmall = false,
}: {
  name: string;
  columns: readonly Column<Row>[];
  fetchPage: (page: PageInput) => Promise<Page<Row>>;
  /** Only its icon, beside a list that is a part of a page. */
  isSmall?: boolean;
}) {
  const [count, setCount] = useState<number | null>(null);
  const run = async () => {
    setCount(0);
    try {
      const rows = await everyRow(fetchPage, setCount);
      download(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, toCsv(columns, rows));
    } catch (error) {
      notifications.show({ color: 'red', title: 'The export was not finished', message: messageOf(error) });
    } finally {
      setCount(null);
    }
  };
  const label = count === null ? 'Export CSV' : `Exporting… ${count}`;
  if (isSmall) {
    return (
      <Hint label={label}>
        <ActionIcon variant="default" size="lg" aria-label={label} onClick={run} disabled={count !== null}>
          <IconDownload size={16} />
        </ActionIcon>
      </Hint>
    );
  }
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      aria-label={label}
      onClick={run}
      disabled={count !== null}
    >
      {count === null ? 'Export' : label}
    </Button>
  );
}

async function everyRow<Row>(
  fetchPage: (page: PageInput) => Promise<Page<Row>>,
  onProgress: (count: number) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | undefined;
  for (;;) {
    const { nodes, pageInfo } = await fetchPage({ first: PAGE, ...(after ? { after } : {}) });
    rows.push(...nodes);
    onProgress(rows.length);
    if (!pageInfo.hasNextPage || !pageInfo.endCursor) return rows;
    after = pageInfo.endCursor;
  }
}
