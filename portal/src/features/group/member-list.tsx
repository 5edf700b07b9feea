'use client';

import { ActionIcon, Badge, Button, Card, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Hint } from '@/components/hint';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { PageLoading } from '@/components/page-loading';
import { inWords } from '@/components/status-badge';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { GroupMembersQuery } from '../../../generated/graphql';
import { AddMember } from './add-member';
import { groupMembersQuery } from './group.documents';
import { MEMBERS_SHOWN, memberVariables } from './members-shown';
import { useMembership } from './use-membership';

type Membership = GroupMembersQuery['group']['members']['nodes'][number];

/** Who is in the group. */
export function MemberList({ groupId }: { groupId: string }) {
  const { can } = useViewer();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const variables = memberVariables(groupId, cursors.at(-1));
  const { data, error, refetch } = useQuery(apiQuery(groupMembersQuery, variables));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { nodes, pageInfo, totalCount } = data.group.members;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Members{' '}
          <Badge variant="light" color="gray">
            {totalCount.toLocaleString('en')}
          </Badge>
        </Title>
        {can('group:write') && <AddMember groupId={groupId} />}
      </Group>
      {nodes.length === 0 ? (
        <EmptyState title="Nobody yet" text="Whoever is added gets what integrations grant for this group." />
      ) : (
        <Members groupId={groupId} memberships={nodes} after={cursors.at(-1)} />
      )}
      {totalCount > MEMBERS_SHOWN && (
        <Group justify="flex-end" gap="xs" mt="sm">
          <Button
            size="xs"
            variant="default"
            disabled={cursors.length === 0}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            Previous
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!pageInfo.hasNextPage}
            onClick={() => pageInfo.endCursor && setCursors([...cursors, pageInfo.endCursor])}
          >
            Next
          </Button>
        </Group>
      )}
    </Card>
  );
}

function Members({
  groupId,
  memberships,
  after,
}: {
  groupId: string;
  memberships: readonly Membership[];
  after: string | undefined;
}) {
  const { can } = useViewer();
  const { remove } = useMembership(groupId, after);
  return (
    <Table aria-label="Members">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Person</Table.Th>
          <Table.Th visibleFrom="sm">Source</Table.Th>
          <Table.Th visibleFrom="sm">Ends</Table.Th>
          {can('group:write') && (
            <Table.Th w={48}>
              <VisuallyHidden>Remove</VisuallyHidden>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {memberships.map(
          ({ user, source, expiresAt }) =>
            user && (
              <Table.Tr key={user.id}>
                <Table.Td>
                  <LinkText href={`/people/${user.id}`}>{nameOfPerson(user)}</LinkText>
                  {!user.isActive && (
                    <Text span size="xs" c="dimmed">
                      {' '}
                      · inactive
                    </Text>
                  )}
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {user.email}
                  </Text>
                  {expiresAt && (
                    <Text size="xs" c="dimmed" hiddenFrom="sm">
                      ends <TimeText value={expiresAt} />
                    </Text>
                  )}
                </Table.Td>
                <Table.Td visibleFrom="sm">{inWords(source)}</Table.Td>
                <Table.Td visibleFrom="sm">
                  <TimeText value={expiresAt} empty="Never" />
                </Table.Td>
                {can('group:write') && (
                  <Table.Td>
                    <Hint label="Remove from the group">
                      <ActionIcon
                        variant="subtle"
                        color="red"
                        aria-label={`Remove ${nameOfPerson(user)}`}
                        onClick={() => remove(user)}
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
