'use client';

import { type BulkAct, type Column, ListPage, nameColumn, textColumn, timeColumn } from '@/components/data-list';
import { PersonFilter } from '@/features/picker';
import { callApi } from '@/lib/api';
import { useRefreshOn } from '@/lib/live';
import { useViewer } from '@/lib/session';
import type { GroupsQuery } from '../../../generated/graphql';
import { CreateGroupButton } from './create-group-button';
import { deleteGroupMutation, groupsQuery } from './group.documents';
import { GROUP_EVENTS } from './group-events';
import { groupListing } from './listing';

type Row = GroupsQuery['groups']['nodes'][number];

const hrefOf = ({ id }: Row) => `/groups/${id}`;

const COLUMNS: readonly Column<Row>[] = [
  nameColumn(hrefOf),
  textColumn('description', 'Description', ({ description }) => description),
  {
    key: 'members',
    title: 'Members',
    width: 100,
    align: 'right',
    render: ({ members }) => members.totalCount.toLocaleString('en'),
    csv: ({ members }) => members.totalCount,
  },
  timeColumn('created', 'Created', ({ createdAt }) => createdAt, { sortField: 'CREATED_AT' }),
];

const DELETE: BulkAct<Row> = {
  label: 'Delete',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? `The group ${rows[0]?.name} is` : `${rows.length} groups are`} deleted, with their memberships and their roles in applications. This cannot be undone.`,
  run: ({ id }) => callApi(deleteGroupMutation, { id }),
};

/** Every group of the tenant. */
export function GroupList() {
  const { can } = useViewer();
  useRefreshOn(GROUP_EVENTS, [groupsQuery]);
  return (
    <ListPage
      title="Groups"
      text="Sets of people that tools outside follow: a team, a role, a location."
      actions={<CreateGroupButton />}
      listing={groupListing}
      noun="groups"
      columns={COLUMNS}
      hrefOf={hrefOf}
      nameOf={({ name }) => name}
      searchLabel="Search groups"
      filters={can('user:read') && <PersonFilter name="member" label="Member" />}
      bulkActs={can('group:write') ? [DELETE] : []}
      empty={{
        title: 'No groups yet',
        text: 'A group is what integrations listen to: whoever joins it gets what it stands for.',
        action: <CreateGroupButton />,
      }}
    />
  );
}
