'use client';

import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { StatusBadge } from '@/components/status-badge';
import { Table } from '@/components/table';
import { apiQuery } from '@/lib/api';
import type { ImportMode, ImportRowOutcome, UserImportRowsQuery } from '../../../generated/graphql';
import { importRowsQuery } from './import.documents';
import { RowChanges } from './row-changes';

const SHOWN = 50;
const OUTCOMES = [
  { value: 'ALL', label: 'All' },
  { value: 'CHANGED', label: 'Changes' },
  { value: 'NOOP', label: 'As they are' },
  { value: 'FAILED', label: 'Refused' },
];

type Row = UserImportRowsQuery['userImport']['rows']['nodes'][number];

/** What became of each row of a file, or would. */
export function ImportRows({ importId, mode }: { importId: string; mode: ImportMode }) {
  const [outcome, setOutcome] = useState('ALL');
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const after = cursors.at(-1);
  const variables = {
    id: importId,
    first: SHOWN,
    ...(after ? { after } : {}),
    ...(outcome === 'ALL' ? {} : { outcome: outcome as ImportRowOutcome }),
  };
  const { data, error, refetch } = useQuery(apiQuery(importRowsQuery, variables));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { nodes, pageInfo, totalCount } = data.userImport.rows;
  const begin = cursors.length * SHOWN;
  return (
    <div>
      <SegmentedControl
        size="xs"
        mb="sm"
        aria-label="Which rows"
        data={OUTCOMES}
        value={outcome}
        onChange={(value) => {
          setOutcome(value);
          setCursors([]);
        }}
      />
      <Rows rows={nodes} mode={mode} />
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed" aria-live="polite">
          {totalCount === 0
            ? 'No rows'
            : `${begin + 1}–${begin + nodes.length} of ${totalCount.toLocaleString('en')} rows`}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={cursors.length === 0}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            Previous
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!pageInfo.hasNextPage}
            onClick={() => pageInfo.endCursor && setCursors([...cursors, pageInfo.endCursor])}
          >
            Next
          </Button>
        </Group>
      </Group>
    </div>
  );
}

function Rows({ rows, mode }: { rows: readonly Row[]; mode: ImportMode }) {
  return (
    <Table aria-label="Rows" spacing="roomy">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={56}>Row</Table.Th>
          <Table.Th w={{ base: 'auto', sm: 260 }}>Person</Table.Th>
          <Table.Th visibleFrom="sm" w={130}>
            Outcome
          </Table.Th>
          <Table.Th visibleFrom="sm">What</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.row}>
            <Table.Td>{row.row}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {row.email ?? '–'}
              <Text component="div" hiddenFrom="sm">
                <Outcome row={row} mode={mode} />
                <RowChanges row={row} />
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Outcome row={row} mode={mode} />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <RowChanges row={row} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Outcome({ row: { outcome }, mode }: { row: Row; mode: ImportMode }) {
  const isPlanned = mode === 'PLAN' && outcome === 'CHANGED';
  return <StatusBadge status={outcome} {...(isPlanned ? { label: 'Would change' } : {})} />;
}
