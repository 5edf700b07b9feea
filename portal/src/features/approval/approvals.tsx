'use client';

import { Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Column, exportColumn, ShortList, type SortOption, SortSelect } from '@/components/data-list';
import { ErrorState } from '@/components/error-state';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { apiQuery, queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import { useViewer } from '@/lib/session';
import type { FlowApprovalsQuery } from '../../../generated/graphql';
import { approvalsQuery, flowsMovedSubscription } from './approval.documents';
import { ApprovalCard } from './approval-card';
import { RunConfirmations } from './run-confirmations';

type Row = FlowApprovalsQuery['flowApprovals'][number] & { id: string };

const AGAIN_MS = 30_000;

/** What waits for a decision of the person who looks. */
export function Approvals() {
  const { can } = useViewer();
  return (
    <>
      <PageHeader title="Approvals" text="Decisions that wait for you, the most urgent first." />
      <Stack gap="lg">
        <FlowApprovals />
        {can('task:read') && <RunConfirmations />}
      </Stack>
    </>
  );
}

function FlowApprovals() {
  const client = useQueryClient();
  const { can } = useViewer();
  const { data, error, refetch } = useQuery({ ...apiQuery(approvalsQuery, {}), refetchInterval: AGAIN_MS });
  useLive(flowsMovedSubscription, {}, () => void client.invalidateQueries({ queryKey: queryKeyOf(approvalsQuery) }), {
    isEnabled: can('flow:read'),
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const rows = data.flowApprovals.map((approval) => ({ ...approval, id: approval.stepId }));
  return (
    <section aria-label="Asked by flows">
      {rows.length > 0 && (
        <Title order={2} size="h4" mb="sm">
          Asked by flows
        </Title>
      )}
      <ShortList
        scope="approvals"
        noun="approvals"
        rows={rows}
        columns={COLUMNS}
        nameOf={({ message }) => message}
        searchLabel="Search what is asked"
        filters={<SortSelect options={ORDERS} />}
        renderRows={(approvals) => (
          <Stack gap="sm">
            {approvals.map((approval) => (
              <ApprovalCard key={approval.id} approval={approval} />
            ))}
          </Stack>
        )}
        empty={{ title: 'Nothing waits for you', text: 'When a chain asks for your approval, it appears here.' }}
      />
    </section>
  );
}

/** What the export says, and what is searched; on the page each is a card. */
const COLUMNS: readonly Column<Row>[] = [
  exportColumn('message', 'What is asked', ({ message }) => message, 'message'),
  exportColumn('chain', 'Chain', ({ chainName }) => chainName, 'chain'),
  exportColumn('subject', 'About', ({ subjectEmail }) => subjectEmail, 'subject'),
  exportColumn('by', 'Started by', ({ startedBy }) => startedBy),
  exportColumn('until', 'Until', ({ until }) => until, 'until'),
];

/** As the API answers them, until another order is chosen: the most urgent first. */
const ORDERS: readonly SortOption[] = [
  { field: '', direction: 'asc', label: 'Most urgent first' },
  { field: 'until', direction: 'desc', label: 'Least urgent first' },
  { field: 'chain', direction: 'asc', label: 'By chain' },
  { field: 'subject', direction: 'asc', label: 'By person' },
  { field: 'message', direction: 'asc', label: 'By what is asked' },
];
