'use client';

import { Alert, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { ApiError, apiQuery } from '@/lib/api';
import { Counts } from './counts';
import { importQuery } from './import.documents';
import { ImportRows } from './import-rows';

/** One import, row by row. */
export function ImportReport({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(apiQuery(importQuery, { id }));
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { mode, status, counts, createdAt, error: broke } = data.userImport;
  return (
    <>
      <PageHeader
        parent={{ href: '/people/import', title: 'Import people' }}
        title={mode === 'PLAN' ? 'Dry run' : 'Import'}
        badge={<StatusBadge status={status} />}
        text={
          <>
            {mode === 'PLAN' ? 'Looked at' : 'Applied'} <TimeText value={createdAt} />
            {mode === 'PLAN' && '; nothing was changed'}
          </>
        }
      />
      <Stack>
        {broke && (
          <Alert color="red" variant="light" title="It broke off">
            {broke}
          </Alert>
        )}
        <Counts counts={counts} mode={mode} />
        <ImportRows importId={id} mode={mode} />
      </Stack>
    </>
  );
}
