'use client';

import { notifications } from '@mantine/notifications';
import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { nameOfPerson } from '@/components/name-of-person';
import { useTimelineRefresh } from '@/features/timeline';
import { queryKeyOf, useApiMutation } from '@/lib/api';
import type { GroupMembersQuery } from '../../../generated/graphql';
import { addMemberMutation, groupMembersQuery, groupsQuery, removeMemberMutation } from './group.documents';
import type { Person } from './member-columns';

type Membership = GroupMembersQuery['group']['members']['nodes'][number];
type Known = [QueryKey, GroupMembersQuery | undefined][];

/** Adds and removes members. The list changes at once, and back again with a word on why where it was refused. */
export function useMembership(groupId: string) {
  const client = useQueryClient();
  const queryKey = queryKeyOf(groupMembersQuery);

  /** Shows how it will be, whatever part of the list is looked at; answers how it was. */
  const show = async (change: (nodes: readonly Membership[]) => Membership[]): Promise<Known> => {
    await client.cancelQueries({ queryKey });
    const before = client.getQueriesData<GroupMembersQuery>({ queryKey });
    client.setQueriesData<GroupMembersQuery>({ queryKey }, (data) =>
      data?.group.id === groupId ? withNodes(data, change(data.group.members.nodes)) : data,
    );
    return before;
  };
  const takeBack = (what: string, error: Error, before: Known) => {
    for (const [key, data] of before) client.setQueryData(key, data);
    notifications.show({ color: 'red', title: what, message: error.message });
  };

  const onSettled = useTimelineRefresh();
  const invalidates = [groupMembersQuery, groupsQuery];
  const adding = useApiMutation(addMemberMutation, { invalidates, onSettled });
  const removing = useApiMutation(removeMemberMutation, { invalidates, onSettled });

  return {
    add: async (user: Person, expiresAt: string | null = null) => {
      const created: Membership = { user, source: 'MANUAL', createdAt: new Date().toISOString(), expiresAt };
      const before = await show((nodes) => [created, ...nodes.filter((node) => node.user?.id !== user.id)]);
      adding.mutate(
        { groupId, userId: user.id, ...(expiresAt ? { expiresAt } : {}) },
        { onError: (error) => takeBack(`${nameOfPerson(user)} was not added`, error, before) },
      );
    },
    remove: async (user: Person) => {
      const before = await show((nodes) => nodes.filter((node) => node.user?.id !== user.id));
      removing.mutate(
        { groupId, userId: user.id },
        { onError: (error) => takeBack(`${nameOfPerson(user)} was not removed`, error, before) },
      );
    },
  };
}

function withNodes(data: GroupMembersQuery, nodes: Membership[]): GroupMembersQuery {
  const { members } = data.group;
  const totalCount = members.totalCount + nodes.length - members.nodes.length;
  return { ...data, group: { ...data.group, members: { ...members, nodes, totalCount } } };
}
