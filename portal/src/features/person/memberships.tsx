'use client';

import { ActionIcon, Card, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { Hint } from '@/components/hint';
import { LinkText } from '@/components/link-text';
import { PageLoading } from '@/components/page-loading';
import { inWords } from '@/components/status-badge';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { PersonAccessQuery } from '../../../generated/graphql';
import { JoinGroup } from './join-group';
import { personAccessQuery } from './person.documents';
import { useLeaveGroup } from './use-leave-group';

type Membership = PersonAccessQuery['user']['memberships'][number];

/** The groups that the person is in, why, and until when. */
export function Memberships({ userId }: { userId: string }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(personAccessQuery, { id: userId }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { memberships } = data.user;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Groups
        </Title>
        {can('group:write') && <JoinGroup userId={userId} />}
      </Group>
      {memberships.length === 0 ? (
        <Text size="sm" c="dimmed">
          In no group.
        </Text>
      ) : (
        <Rows userId={userId} memberships={memberships} />
      )}
    </Card>
  );
}

function Rows({ userId, memberships }: { userId: string; memberships: readonly Membership[] }) {
  const { can } = useViewer();
  const leave = useLeaveGroup(userId);
  return (
    <Table aria-label="Groups">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Group</Table.Th>
          <Table.Th visibleFrom="sm">Source</Table.Th>
          <Table.Th visibleFrom="sm">Since</Table.Th>
          <Table.Th>Ends</Table.Th>
          {can('group:write') && (
            <Table.Th w={48}>
              <VisuallyHidden>Remove</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {memberships.map(
          ({ group, source, createdAt, expiresAt }) =>
            group && (
              <Table.Tr key={group.id}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {can('group:read') ? <LinkText href={`/groups/${group.id}`}>{group.name}</LinkText> : group.name}
                </Table.Td>
                <Table.Td visibleFrom="sm">{inWords(source)}</Table.Td>
                <Table.Td visibleFrom="sm">
                  <TimeText value={createdAt} />
                </Table.Td>
                <Table.Td>
                  <TimeText value={expiresAt} empty="Never" />
                </Table.Td>
                {can('group:write') && (
                  <Table.Td>
                    <Hint label="Take out of the group">
                      <ActionIcon
                        variant="subtle"
                        color="red"
                        aria-label={`Take out of ${group.name}`}
                        onClick={() => leave(group)}
                      >
                        <IconUserMinus size={16} />
                      </ActionIcon>
                    </Hint>
                  </Table.Td>
                )}
              </Table.Tr>
            ),
        )}
      </Table.Tbody>
    </Table>
  );
}
