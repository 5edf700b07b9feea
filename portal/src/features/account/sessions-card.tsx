'use client';

import { Badge, Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { SectionCard } from '@/components/section-card';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import type { SessionsQuery } from '../../../generated/graphql';
import { revokeSessionMutation, sessionsQuery } from './account.documents';
import { deviceName } from './device-name';
import { SHOWN } from './shown';

type Session = SessionsQuery['sessions']['nodes'][number];

/** Where one is signed in. */
export function SessionsCard() {
  const { data, error, refetch } = useQuery(apiQuery(sessionsQuery, SHOWN));
  return (
    <SectionCard title="Sessions and devices" text="Where you are signed in. One that you do not know: end it.">
      {data ? (
        <Table aria-label="Sessions">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Device</Table.Th>
              <Table.Th visibleFrom="sm">Signed in</Table.Th>
              <Table.Th visibleFrom="sm">Last seen</Table.Th>
              <Table.Th w={100}>
                <VisuallyHidden>End</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.sessions.nodes.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Table.Tbody>
        </Table>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PageLoading />
      )}
    </SectionCard>
  );
}

function SessionRow({ session }: { session: Session }) {
  const revoke = useApiMutation(revokeSessionMutation, { invalidates: [sessionsQuery] });
  const device = deviceName(session.userAgent);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text size="sm">{device}</Text>
          {session.isCurrent && (
            <Badge size="sm" variant="light" tt="none">
              this device
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {session.ipAddress ?? 'address unknown'}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <TimeText value={session.createdAt} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <TimeText value={session.lastRefreshedAt} />
      </Table.Td>
      <Table.Td>
        {!session.isCurrent && (
          <Button
            size="xs"
            variant="light"
            color="red"
            loading={revoke.isPending}
            aria-label={`End the session on ${device}`}
            onClick={() => revoke.mutate({ id: session.id })}
          >
            End
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
