'use client';

import { ActionIcon, Card, Group, Title } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type BulkAct, type Column, ShortList, timeColumn } from '@/components/data-list';
import { ErrorState } from '@/components/error-state';
import { Hint } from '@/components/hint';
import { LinkText } from '@/components/link-text';
import { PageLoading } from '@/components/page-loading';
import { inWords } from '@/components/status-badge';
import { apiQuery, callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { PersonAccessQuery } from '../../../generated/graphql';
import { JoinGroup } from './join-group';
import { personAccessQuery } from './person.documents';
import { leaveGroupMutation } from './person-changes.documents';
import { useLeaveGroup } from './use-leave-group';
import { useRefreshedAccess } from './use-refreshed-access';

type Membership = PersonAccessQuery['user']['memberships'][number];
type Row = Omit<Membership, 'group'> & { id: string; group: NonNullable<Membership['group']> };

/** The groups that the person is in, why, and until when. */
export function Memberships({ userId }: { userId: string }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(personAccessQuery, { id: userId }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const rows = data.user.memberships.flatMap(({ group, ...membership }) =>
    group ? [{ ...membership, group, id: group.id }] : [],
  );
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Groups
        </Title>
        {can('group:write') && <JoinGroup userId={userId} />}
      </Group>
      <Rows userId={userId} rows={rows} />
    </Card>
  );
}

function Rows({ userId, rows }: { userId: string; rows: readonly Row[] }) {
  const { can } = useViewer();
  const leave = useLeaveColumn(userId);
  const onActed = useRefreshedAccess();
  const columns = [groupColumn(can('group:read')), ...COLUMNS];
  return (
    <ShortList
      scope="groups"
      noun="groups"
      rows={rows}
      columns={can('group:write') ? [...columns, leave] : columns}
      nameOf={({ group }) => group.name}
      searchLabel="Search their groups"
      bulkActs={can('group:write') ? [takeOutOf(userId)] : []}
      onActed={onActed}
      empty={{ title: 'In no group', text: 'Whoever joins a group gets what integrations grant for it.' }}
    />
  );
}

const groupColumn = (isLinked: boolean): Column<Row> => ({
  key: 'group',
  title: 'Group',
  sortField: 'group',
  render: ({ group }) =>
    isLinked ? (
      <LinkText href={`/groups/${group.id}`} style={{ overflowWrap: 'anywhere' }}>
        {group.name}
      </LinkText>
    ) : (
      group.name
    ),
  csv: ({ group }) => group.name,
});

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'source',
    title: 'Source',
    sortField: 'source',
    isSecondary: true,
    render: ({ source }) => inWords(source),
    csv: ({ source }) => source.toLowerCase(),
  },
  timeColumn('since', 'Since', ({ createdAt }) => createdAt, { sortField: 'since', width: 120 }),
  timeColumn('ends', 'Ends', ({ expiresAt }) => expiresAt, {
    sortField: 'ends',
    empty: 'Never',
    width: 120,
    isSecondary: false,
  }),
];

function useLeaveColumn(userId: string): Column<Row> {
  const leave = useLeaveGroup(userId);
  return {
    key: 'leave',
    title: 'Remove',
    isTitleHidden: true,
    width: 48,
    render: ({ group }) => (
      <Hint label="Take out of the group">
        <ActionIcon variant="subtle" color="red" aria-label={`Take out of ${group.name}`} onClick={() => leave(group)}>
          <IconUserMinus size={16} />
        </ActionIcon>
      </Hint>
    ),
  };
}

function takeOutOf(userId: string): BulkAct<Row> {
  return {
    label: 'Take out',
    color: 'red',
    describe: (rows) =>
      `The person leaves ${rows.length === 1 ? rows[0]?.group.name : `${rows.length} groups`}, and integrations hear of it.`,
    run: ({ id }) => callApi(leaveGroupMutation, { groupId: id, userId }),
  };
}
