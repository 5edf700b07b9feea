'use client';

import { Grid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { NotFound } from '@/components/not-found';
import { PageLoading } from '@/components/page-loading';
import { personTimelineQuery, Timeline } from '@/features/timeline';
import { ApiError, apiQuery, callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { DirectReports } from './direct-reports';
import { Grants } from './grants';
import { Memberships } from './memberships';
import { personQuery } from './person.documents';
import { PersonHeader } from './person-header';
import { PersonRoles } from './person-roles';
import { Profile } from './profile';
import { Sessions } from './sessions';
import { SignInWays } from './sign-in-ways';

const HIDDEN = new Set(['NOT_FOUND', 'FORBIDDEN']);

/** One person: who they are, what they have, what happened. One's own page is what a member sees of themselves. */
export function PersonDetail({ id }: { id: string }) {
  const { can } = useViewer();
  const seesOthers = can('user:read');
  const { data, error, refetch } = useQuery(apiQuery(personQuery, { id, seesOthers }));
  if (error instanceof ApiError && HIDDEN.has(error.code)) return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  return (
    <>
      <PersonHeader data={data} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <Memberships userId={id} />
            <PersonRoles userId={id} />
            {can('action:run') && <Grants person={data.user} />}
            <Sessions userId={id} />
            {seesOthers && <SignInWays userId={id} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <Profile data={data} />
            {seesOthers && <DirectReports managerId={id} />}
            {can('audit:read') && (
              <Timeline
                queryKey={['user', id]}
                fetchPage={async (after) =>
                  (await callApi(personTimelineQuery, { id, ...(after ? { after } : {}) })).user.timeline
                }
              />
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
