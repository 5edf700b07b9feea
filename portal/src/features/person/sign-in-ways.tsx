'use client';

import { Card, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Column, ShortList, timeColumn } from '@/components/data-list';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { EndWay } from './end-way';
import { LinkIdentity } from './link-identity';
import { type SignInWay, signInWaysOf } from './sign-in-way';
import { signInWaysQuery } from './sign-in-ways.documents';

/** By what else than their password a person is let in or known: second factors, other directories, API tokens. */
export function SignInWays({ userId }: { userId: string }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(signInWaysQuery, { id: userId }));
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Second factors, links and tokens
        </Title>
        {can('user:write') && <LinkIdentity userId={userId} />}
      </Group>
      {data ? (
        <ShortList
          scope="ways"
          noun="sign-in ways"
          rows={signInWaysOf(data)}
          columns={can('user:write') ? [...COLUMNS, END] : COLUMNS}
          nameOf={({ name }) => name}
          searchLabel="Search them"
          empty={{ title: 'Only a password', text: 'No second factor, no account elsewhere, and no API token.' }}
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PageLoading />
      )}
    </Card>
  );
}

const COLUMNS: readonly Column<SignInWay>[] = [
  {
    key: 'name',
    title: 'What',
    sortField: 'name',
    render: ({ name, detail, kind, usedAt, endsAt }) => (
      <>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {detail}
          {kind === 'token' && (
            <>
              , used <TimeText value={usedAt} empty="never" />, ends <TimeText value={endsAt} empty="never" />
            </>
          )}
        </Text>
      </>
    ),
    csv: ({ name }) => name,
  },
  timeColumn('since', 'Since', ({ since }) => since, { sortField: 'since', width: 110 }),
];

const END: Column<SignInWay> = {
  key: 'end',
  title: 'End',
  isTitleHidden: true,
  width: 110,
  render: (way) => <EndWay way={way} />,
};
