import { Badge, Card, Group, Skeleton, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '@/components/error-state';

/** One part of the overview: its title, how many there are, and what its query answered. */
export function OverviewCard<Data>({
  title,
  query,
  count,
  aside,
  children,
}: {
  title: string;
  query: UseQueryResult<Data>;
  count?: (data: Data) => number;
  aside?: ReactNode;
  children: (data: Data) => ReactNode;
}) {
  const { data, error, refetch } = query;
  const number = data !== undefined && count ? count(data) : 0;
  return (
    <Card withBorder component="section" aria-label={title}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Group gap="xs">
          <Title order={2} size="h4">
            {title}
          </Title>
          {number > 0 && (
            <Badge variant="light" color="gray">
              {number}
            </Badge>
          )}
        </Group>
        {aside}
      </Group>
      {data !== undefined ? (
        children(data)
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton h={120} aria-busy="true" />
      )}
    </Card>
  );
}

/** That there is nothing, where that is good. */
export function AllQuiet({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
