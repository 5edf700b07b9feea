'use client';

import { ActionIcon, Card, Group, Title } from '@mantine/core';
import { IconUserMinus } from '@tabler/icons-react';
import { type BulkAct, type Column, DataList, FilterSelect } from '@/components/data-list';
import { Hint } from '@/components/hint';
import { nameOfPerson } from '@/components/name-of-person';
import { useTimelineRefresh } from '@/features/timeline';
import { callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { AddMember } from './add-member';
import { removeMembersMutation } from './group.documents';
import { MEMBER_COLUMNS, type MemberRow } from './member-columns';
import { memberListing, SOURCES } from './member-listing';
import { useMembership } from './use-membership';

/** Who is in the group. */
export function MemberList({ groupId }: { groupId: string }) {
  const { can } = useViewer();
  const remove = useRemoveColumn(groupId);
  const refreshTimeline = useTimelineRefresh();
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Members
        </Title>
        {can('group:write') && <AddMember groupId={groupId} />}
      </Group>
      <DataList
        listing={memberListing(groupId)}
        noun="members"
        columns={can('group:write') ? [...MEMBER_COLUMNS, remove] : MEMBER_COLUMNS}
        nameOf={({ user }) => nameOfPerson(user)}
        searchLabel="Search members"
        filters={<FilterSelect name="source" label="Source" options={SOURCES} />}
        bulkActs={can('group:write') ? [removeFrom(groupId)] : []}
        onActed={refreshTimeline}
        empty={{ title: 'Nobody yet', text: 'Whoever is added gets what integrations grant for this group.' }}
      />
    </Card>
  );
}

function useRemoveColumn(groupId: string): Column<MemberRow> {
  const { remove } = useMembership(groupId);
  return {
    key: 'remove',
    title: 'Remove',
    width: 48,
    isTitleHidden: true,
    render: ({ user }) => (
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
    ),
  };
}

function removeFrom(groupId: string): BulkAct<MemberRow> {
  return {
    label: 'Remove',
    color: 'red',
    describe: (rows) =>
      `${rows.length === 1 && rows[0] ? `${nameOfPerson(rows[0].user)} leaves` : `${rows.length} people leave`} the group, and integrations hear of it.`,
    runMany: async (rows) => {
      const userIds = rows.map(({ id }) => id);
      return (await callApi(removeMembersMutation, { groupId, userIds })).removeGroupMembers.items;
    },
  };
}
