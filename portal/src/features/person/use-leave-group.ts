'use client';

import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTimelineRefresh } from '@/features/timeline';
import { queryKeyOf, useApiMutation } from '@/lib/api';
import type { PersonAccessQuery } from '../../../generated/graphql';
import { personAccessQuery } from './person.documents';
import { leaveGroupMutation } from './person-changes.documents';

/** Takes the person out of a group: gone at once, and back again with a word on why where it was refused. */
export function useLeaveGroup(userId: string) {
  const client = useQueryClient();
  const onSettled = useTimelineRefresh();
  const leaving = useApiMutation(leaveGroupMutation, { invalidates: [personAccessQuery], onSettled });
  const key = queryKeyOf(personAccessQuery, { id: userId });
  return async (group: { id: string; name: string }) => {
    await client.cancelQueries({ queryKey: key });
    const before = client.getQueryData<PersonAccessQuery>(key);
    if (before) {
      const memberships = before.user.memberships.filter((one) => one.group?.id !== group.id);
      client.setQueryData<PersonAccessQuery>(key, { ...before, user: { ...before.user, memberships } });
    }
    leaving.mutate(
      { groupId: group.id, userId },
      {
        onError: (error) => {
          client.setQueryData(key, before);
          notifications.show({ color: 'red', title: `Still in ${group.name}`, message: error.message });
        },
      },
    );
  };
}
