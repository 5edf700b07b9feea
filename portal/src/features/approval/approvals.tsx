'use client';

import { Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { apiQuery, queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import { useViewer } from '@/lib/session';
import { approvalsQuery, flowsMovedSubscription } from './approval.documents';
import { ApprovalCard } from './approval-card';
import { RunConfirmations } from './run-confirmations';

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
  if (data.flowApprovals.length === 0) {
    return <EmptyState title="Nothing waits for you" text="When a chain asks for your approval, it appears here." />;
  }
  return (
    <section aria-label="Asked by flows">
      <Title order={2} size="h4" mb="sm">
        Asked by flows
      </Title>
      <Stack gap="sm">
        {data.flowApprovals.map((approval) => (
          <ApprovalCard key={approval.stepId} approval={approval} />
        ))}
      </Stack>
    </section>
  );
}
