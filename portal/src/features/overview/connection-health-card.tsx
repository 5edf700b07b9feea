'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LinkText } from '@/components/link-text';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import type { ConnectionHealthQuery } from '../../../generated/graphql';
import { connectionHealthQuery } from './overview.documents';
import { AllQuiet, OverviewCard } from './overview-card';
import { refreshed } from './refreshed';

type Connection = ConnectionHealthQuery['connections']['nodes'][number];

const MOST_SHOWN = 6;
const ORDER: Record<Connection['health'], number> = { FAILING: 0, UNKNOWN: 1, HEALTHY: 2 };

/** Whether the tools outside can be reached, those that cannot first. */
export function ConnectionHealthCard() {
  const query = useQuery(refreshed(connectionHealthQuery));
  return (
    <OverviewCard
      title="Connections"
      query={query}
      aside={
        <LinkText href="/connections" size="sm">
          All connections
        </LinkText>
      }
    >
      {({ connections: { nodes } }) => {
        if (nodes.length === 0)
          return <AllQuiet>None yet. The marketplace has plugins to connect tools with.</AllQuiet>;
        const shown = [...nodes].sort((one, other) => ORDER[one.health] - ORDER[other.health]).slice(0, MOST_SHOWN);
        return (
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {shown.map((connection) => (
              <Line key={connection.id} connection={connection} />
            ))}
            {nodes.length > shown.length && (
              <Text component="li" size="sm" c="dimmed">
                and {nodes.length - shown.length} more
              </Text>
            )}
          </Stack>
        );
      }}
    </OverviewCard>
  );
}

function Line({ connection: { id, name, health, lastCheckedAt } }: { connection: Connection }) {
  return (
    <Group component="li" justify="space-between" wrap="nowrap" gap="sm">
      <LinkText href={`/connections/${id}`} size="sm" truncate>
        {name}
      </LinkText>
      <Group gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" visibleFrom="xs">
          <TimeText value={lastCheckedAt} empty="" />
        </Text>
        <StatusBadge status={health} />
      </Group>
    </Group>
  );
}
