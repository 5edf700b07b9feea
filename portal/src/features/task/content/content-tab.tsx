'use client';

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { taskContentQuery } from '../task.documents';
import { ConfigForm } from './config-form';
import { SecretsPanel } from './secrets-panel';

/** What a task's script reads: its config in the clear, and the names of its secrets. */
export function ContentTab({ task }: { task: { id: string } }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(taskContentQuery, { id: task.id }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const isReadOnly = !can('task:write');
  return (
    <Stack>
      <ConfigForm taskId={task.id} entries={data.taskConfig} isReadOnly={isReadOnly} />
      <SecretsPanel taskId={task.id} names={data.taskSecretNames} isReadOnly={isReadOnly} />
    </Stack>
  );
}
