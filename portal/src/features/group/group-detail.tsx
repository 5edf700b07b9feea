'use client';

import { Grid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import { MappingsCard } from '@/features/app-mapping';
import { groupTimelineQuery, Timeline } from '@/features/timeline';
import { ApiError, apiQuery, callApi, useApiMutation } from '@/lib/api';
import { useRefreshOn } from '@/lib/live';
import { useViewer } from '@/lib/session';
import type { GroupQuery } from '../../../generated/graphql';
import { EditGroupButton } from './edit-group-button';
import { deleteGroupMutation, groupMembersQuery, groupQuery, groupsQuery } from './group.documents';
import { GROUP_EVENTS } from './group-events';
import { MemberList } from './member-list';

/** One group: what it is, who is in it, and what can be done with it. */
export function GroupDetail({ id }: { id: string }) {
  const { can } = useViewer();
  useRefreshOn(GROUP_EVENTS, [groupQuery, groupMembersQuery]);
  const { data, error, refetch } = useQuery(apiQuery(groupQuery, { id }));
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  return (
    <>
      <Header group={data.group} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <MemberList groupId={id} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            {can('application:read') && <MappingsCard of={{ groupId: id }} />}
            {can('audit:read') && (
              <Timeline
                queryKey={['group', id]}
                fetchPage={async (after) =>
                  (await callApi(groupTimelineQuery, { id, ...(after ? { after } : {}) })).group.timeline
                }
              />
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Header({ group }: { group: GroupQuery['group'] }) {
  const router = useRouter();
  const { can } = useViewer();
  const remove = useApiMutation(deleteGroupMutation, { invalidates: [groupsQuery] });
  return (
    <PageHeader
      parent={{ href: '/groups', title: 'Groups' }}
      title={group.name}
      text={
        <>
          {group.description || 'No description'} ·{' '}
          <Text span inherit>
            created{' '}
          </Text>
          <TimeText value={group.createdAt} />
        </>
      }
      actions={
        can('group:write') && (
          <>
            <ConfirmAct
              label="Delete group"
              onConfirm={async () => {
                await remove.mutateAsync({ id: group.id });
                router.replace('/groups');
              }}
            >
              The group {group.name} is deleted, with its memberships and its roles in applications; integrations hear
              of every member that leaves. This cannot be undone.
            </ConfirmAct>
            <EditGroupButton group={group} />
          </>
        )
      }
    />
  );
}
