'use client';

import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type BulkAct, type Column, DataList } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { PageHeader } from '@/components/page-header';
import { TimeText } from '@/components/time-text';
import { callApi, queryKeyOf } from '@/lib/api';
import { useRefreshOn } from '@/lib/live';
import { useViewer } from '@/lib/session';
import type { GroupsQuery } from '../../../generated/graphql';
import { CreateGroupButton } from './create-group-button';
import { deleteGroupMutation, groupsQuery } from './group.documents';
import { GROUP_EVENTS } from './group-events';
import { groupListVariables } from './list-variables';

type Row = GroupsQuery['groups']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: 'Name',
    sortField: 'NAME',
    render: ({ id, name }) => (
      <LinkText href={`/groups/${id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </LinkText>
    ),
    csv: ({ name }) => name,
  },
  {
    key: 'description',
    title: 'Description',
    isSecondary: true,
    render: ({ description }) => (
      <Text size="sm" c="dimmed" lineClamp={1}>
        {description}
      </Text>
    ),
    csv: ({ description }) => description,
  },
  {
    key: 'members',
    title: 'Members',
    width: 100,
    align: 'right',
    render: ({ members }) => members.totalCount.toLocaleString('en'),
    csv: ({ members }) => members.totalCount,
  },
  {
    key: 'created',
    title: 'Created',
    sortField: 'CREATED_AT',
    isSecondary: true,
    width: 150,
    render: ({ createdAt }) => <TimeText value={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
];

/** Every group of the tenant. */
export function GroupList() {
  const { can } = useViewer();
  const deleteGroups = useDeleteGroups();
  useRefreshOn(GROUP_EVENTS, [groupsQuery]);
  return (
    <>
      <PageHeader
        title="Groups"
        text="Sets of people that tools outside follow: a team, a role, a location."
        actions={<CreateGroupButton />}
      />
      <DataList
        noun="groups"
        document={groupsQuery}
        variables={groupListVariables}
        page={(data) => data.groups}
        columns={COLUMNS}
        hrefOf={({ id }) => `/groups/${id}`}
        nameOf={({ name }) => name}
        searchLabel="Search groups"
        bulkActs={can('group:write') ? [deleteGroups] : []}
        empty={{
          title: 'No groups yet',
          text: 'A group is what integrations listen to: whoever joins it gets what it stands for.',
          action: <CreateGroupButton />,
        }}
      />
    </>
  );
}

function useDeleteGroups(): BulkAct<Row> {
  const client = useQueryClient();
  return {
    label: 'Delete',
    color: 'red',
    describe: (rows) =>
      `${rows.length === 1 ? `The group ${rows[0]?.name} is` : `${rows.length} groups are`} deleted, with their memberships and their roles in applications. This cannot be undone.`,
    run: async ({ id }) => {
      await callApi(deleteGroupMutation, { id });
      await client.invalidateQueries({ queryKey: queryKeyOf(groupsQuery) });
    },
  };
}
