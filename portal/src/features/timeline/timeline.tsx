'use client';

import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import type { ToldRecord } from '@/features/record';
import { messageOf } from '@/lib/api';
import { TimelineEntry } from './timeline-entry';

export interface TimelineRecord extends ToldRecord {
  readonly id: string;
  readonly at: string;
}

export interface TimelinePage {
  readonly nodes: readonly TimelineRecord[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** What was done to one thing, the newest first, with more on demand. */
export function Timeline({
  queryKey,
  fetchPage,
}: {
  queryKey: readonly unknown[];
  fetchPage: (after: string | undefined) => Promise<TimelinePage>;
}) {
  const query = useInfiniteQuery({
    queryKey: ['Timeline', ...queryKey],
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pageInfo }) => (pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined),
  });
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  if (isError && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const records = data.pages.flatMap(({ nodes }) => nodes);
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        Timeline
      </Title>
      {records.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing has happened yet.
        </Text>
      )}
      <Stack gap={0} component="ol" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Timeline">
        {records.map((record) => (
          <TimelineEntry key={record.id} record={record} />
        ))}
      </Stack>
      {isError && <Alert color="red">{messageOf(error)}</Alert>}
      {hasNextPage && (
        <Group justify="center" mt="sm">
          <Button size="xs" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show earlier
          </Button>
        </Group>
      )}
    </Card>
  );
}
