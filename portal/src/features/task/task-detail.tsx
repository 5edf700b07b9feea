'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '@/components/error-state';
import { NotFound } from '@/components/not-found';
import { PageLoading } from '@/components/page-loading';
import { ApiError, apiQuery } from '@/lib/api';
import { useRunsLive } from './run/use-runs-live';
import { WaitingRuns } from './run/waiting-runs';
import { taskQuery } from './task.documents';
import { TaskHeader } from './task-header';
import { TaskTabs } from './task-tabs';

/** One task: what it does, when, within which bounds, and what became of it. */
export function TaskDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(apiQuery(taskQuery, { id }));
  const [draft, setDraft] = useState<string | null>(null);
  useRunsLive(id);
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  return (
    <>
      <TaskHeader task={data.task} hasDraft={draft !== null} />
      <WaitingRuns taskId={id} />
      <TaskTabs task={data.task} draft={draft} setDraft={setDraft} />
    </>
  );
}
