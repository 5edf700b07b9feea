'use client';

import { Card, Stack, Title } from '@mantine/core';
import { CodeText } from '@/components/code-text';
import { ErrorState } from '@/components/error-state';
import { JsonView } from '@/components/json-view';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import { ApiError } from '@/lib/api';
import { taskInWords } from '../task-in-words';
import { EffectList } from './effect-list';
import { RunActs } from './run-acts';
import { RunFacts } from './run-facts';
import { RunLog } from './run-log';
import { RunNotices } from './run-notices';
import { RunStatus } from './run-status';
import { useRun } from './use-run';

/** One run: how it stands, what it changed, what it wrote, and what can be done about it. */
export function RunDetail({ id }: { id: string }) {
  const { run, error, refetch } = useRun(id);
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !run) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!run) return <PageLoading />;
  return (
    <>
      <PageHeader
        parent={{ href: `/tasks/${run.task.id}`, title: taskInWords(run.task) }}
        title={run.mode === 'PLAN' ? `Plan of ${taskInWords(run.task)}` : `Run of ${taskInWords(run.task)}`}
        badge={<RunStatus status={run.status} mode="APPLY" />}
        text={
          <>
            Created <TimeText value={run.createdAt} />, as <CodeText>{run.id}</CodeText>
          </>
        }
        actions={<RunActs run={run} />}
      />
      <Stack>
        <RunNotices run={run} />
        <RunFacts run={run} />
        <EffectList run={run} />
        {run.output && (
          <Card withBorder component="section" aria-label="Output">
            <Title order={2} size="h4" mb="sm">
              Output
            </Title>
            <JsonView label="Output" value={run.output} maxHeight={320} />
          </Card>
        )}
        <RunLog run={run} />
      </Stack>
    </>
  );
}
