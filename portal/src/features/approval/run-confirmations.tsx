'use client';

import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asSentence } from '@/components/as-sentence';
import { ConfirmAct } from '@/components/confirm-act';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { RunConfirmationsQuery } from '../../../generated/graphql';
import { confirmationsQuery, confirmRunMutation, rejectRunMutation } from './approval.documents';

type Run = RunConfirmationsQuery['taskRuns']['nodes'][number];

const AGAIN_MS = 15_000;

/** Runs of tasks that have stopped before they remove more than they may. */
export function RunConfirmations() {
  const { data } = useQuery({ ...apiQuery(confirmationsQuery, {}), refetchInterval: AGAIN_MS });
  const runs = data?.taskRuns.nodes ?? [];
  if (runs.length === 0) return null;
  return (
    <section aria-label="Removals to confirm">
      <Title order={2} size="h4" mb="sm">
        Removals to confirm
      </Title>
      <Stack gap="sm">
        {runs.map((run) => (
          <RunCard key={run.id} run={run} />
        ))}
      </Stack>
    </section>
  );
}

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
