'use client';

import { Alert, Group, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { DecideRun } from './decide-run';
import { runsQuery } from './run.documents';

const MOST_SHOWN = 5;

export const waitingRunsVariables = (taskId: string | null) => ({
  first: MOST_SHOWN,
  taskId,
  status: 'WAITING_CONFIRMATION' as const,
});

/** Runs that have stopped over their removal cap, of one task or of all: each is confirmed or dropped here. */
export function WaitingRuns({ taskId = null }: { taskId?: string | null }) {
  const { data } = useQuery(apiQuery(runsQuery, waitingRunsVariables(taskId)));
  const waiting = data?.taskRuns.nodes ?? [];
  if (waiting.length === 0) return null;
  const count = data?.taskRuns.totalCount ?? waiting.length;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconHandStop />}
      mb="md"
      title={count === 1 ? 'A run waits for a decision' : `${count} runs wait for a decision`}
    >
      {waiting.map((run) => (
        <Group key={run.id} justify="space-between" gap="xs" mt="xs">
          <Text size="sm" style={{ flex: '1 1 14rem' }}>
            <LinkText href={`/runs/${run.id}`} underline="always" c="inherit">
              {run.task.name}
            </LinkText>{' '}
            <TimeText value={run.createdAt} />: {run.waitingReason}
          </Text>
          <DecideRun run={run} size="xs" />
        </Group>
      ))}
    </Alert>
  );
}
