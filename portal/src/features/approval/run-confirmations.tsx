'use client';

import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asSentence } from '@/components/as-sentence';
import { ConfirmAct } from '@/components/confirm-act';
import { type Column, DataList, exportColumn, SortSelect, useListing } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { RunConfirmationsQuery } from '../../../generated/graphql';
import { confirmationsQuery, confirmRunMutation, rejectRunMutation } from './approval.documents';
import { CONFIRMATION_ORDERS, confirmationListing } from './confirmation-listing';

type Run = RunConfirmationsQuery['taskRuns']['nodes'][number];

const AGAIN_MS = 15_000;

/** Runs of tasks that have stopped before they remove more than they may; nothing where there are none. */
export function RunConfirmations() {
  const { variables, isNarrowed } = useListing(confirmationListing);
  const { data } = useQuery(apiQuery(confirmationsQuery, variables()));
  if (!isNarrowed && !data?.taskRuns.nodes.length) return null;
  return (
    <section aria-label="Removals to confirm">
      <Title order={2} size="h4" mb="sm">
        Removals to confirm
      </Title>
      <DataList
        listing={confirmationListing}
        noun="runs"
        columns={COLUMNS}
        nameOf={({ task }) => task.name}
        searchLabel="Search by task"
        filters={<SortSelect options={CONFIRMATION_ORDERS} />}
        refetchMs={AGAIN_MS}
        renderRows={(runs) => (
          <Stack gap="sm">
            {runs.map((run) => (
              <RunCard key={run.id} run={run} />
            ))}
          </Stack>
        )}
        empty={{ title: 'No removals wait', text: 'A run that stops over its removal cap appears here.' }}
      />
    </section>
  );
}

/** What the export says; on the page each is a card. */
const COLUMNS: readonly Column<Run>[] = [
  exportColumn('task', 'Task', ({ task }) => task.name),
  exportColumn('reason', 'Reason', ({ waitingReason }) => waitingReason),
  exportColumn('removals', 'Removals', ({ removals }) => removals),
  exportColumn('begun', 'Begun', ({ createdAt }) => createdAt),
];

function RunCard({ run: { id, task, waitingReason, createdAt } }: { run: Run }) {
  const { can } = useViewer();
  const invalidates = [confirmationsQuery];
  const confirm = useApiMutation(confirmRunMutation, { invalidates });
  const reject = useApiMutation(rejectRunMutation, { invalidates });
  return (
    <Card withBorder component="article" aria-label={task.name}>
      <LinkText href={`/runs/${id}`} fw={500}>
        {task.name}
      </LinkText>
      <Text size="sm" c="dimmed">
        {asSentence(waitingReason ?? '')} · begun <TimeText value={createdAt} />
      </Text>
      {can('task:run') && (
        <Group gap="xs" mt="sm">
          <ConfirmAct label="Confirm" onConfirm={() => confirm.mutateAsync({ id })}>
            The run of {task.name} goes on, and removes what it has listed.
          </ConfirmAct>
          <ConfirmAct label="Reject" color="gray" onConfirm={() => reject.mutateAsync({ id })}>
            The run of {task.name} ends here. What it has done before stays done.
          </ConfirmAct>
        </Group>
      )}
    </Card>
  );
}
