'use client';

import { Box, Text } from '@mantine/core';
import { type Column, DataList, FilterSelect } from '@/components/data-list';
import { StatusBadge } from '@/components/status-badge';
import type { ImportMode, UserImportRowsQuery } from '../../../generated/graphql';
import { importRowListing, OUTCOMES } from './listing';
import { RowChanges } from './row-changes';

type Row = UserImportRowsQuery['userImport']['rows']['nodes'][number] & { id: string };

/** What became of each row of a file, or would. */
export function ImportRows({ importId, mode }: { importId: string; mode: ImportMode }) {
  return (
    <DataList
      listing={importRowListing(importId)}
      noun="rows"
      columns={columnsOf(mode)}
      nameOf={({ row, email }) => `row ${row}, ${email ?? 'without an address'}`}
      searchLabel="Search by address"
      filters={<FilterSelect name="outcome" label="Any outcome" options={OUTCOMES} />}
      empty={{ title: 'No rows', text: 'The file had none beneath its header.' }}
    />
  );
}

function columnsOf(mode: ImportMode): readonly Column<Row>[] {
  return [
    {
      key: 'row',
      title: 'Row',
      width: 64,
      render: ({ row, line }) => (
        <>
          {row}
          {line && (
            <Text size="xs" c="dimmed" hiddenFrom="sm">
              line {line}
            </Text>
          )}
        </>
      ),
      csv: ({ row }) => row,
    },
    {
      key: 'line',
      title: 'Line',
      width: 64,
      isSecondary: true,
      render: ({ line }) => line ?? '–',
      csv: ({ line }) => line,
    },
    {
      key: 'person',
      title: 'Person',
      render: (row) => (
        <>
          <Box miw={{ base: 0, sm: 220 }} style={{ overflowWrap: 'anywhere' }}>
            {row.email ?? '–'}
          </Box>
          <Text component="div" hiddenFrom="sm">
            <Outcome row={row} mode={mode} />
            <RowChanges row={row} />
          </Text>
        </>
      ),
      csv: ({ email }) => email,
    },
    {
      key: 'outcome',
      title: 'Outcome',
      width: 160,
      isSecondary: true,
      render: (row) => <Outcome row={row} mode={mode} />,
      csv: ({ outcome }) => outcome.toLowerCase(),
    },
    {
      key: 'what',
      title: 'What',
      isSecondary: true,
      render: (row) => <RowChanges row={row} />,
      csv: ({ reason, changes }) => reason ?? (changes ? JSON.stringify(changes) : ''),
    },
  ];
}

function Outcome({ row: { outcome }, mode }: { row: Row; mode: ImportMode }) {
  const isPlanned = mode === 'PLAN' && outcome === 'CHANGED';
  return <StatusBadge status={outcome} {...(isPlanned ? { label: 'Would change' } : {})} />;
}
