'use client';

import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '@/components/error-state';
import { FactGrid } from '@/components/fact-grid';
import { nameOfPerson } from '@/components/name-of-person';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { ownProfileQuery } from './overview.documents';

/** What the organisation knows of the person themselves, for who may see no more. */
export function OwnOverview() {
  const { tenant } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(ownProfileQuery, {}));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { me } = data;
  return (
    <>
      <PageHeader title={nameOfPerson(me)} text={`What ${tenant.name} knows of you.`} />
      <Stack>
        <FactGrid
          facts={[
            { label: 'Email', value: me.email },
            { label: 'Username', value: me.username },
            { label: 'Manager', value: me.manager ? nameOfPerson(me.manager) : 'Nobody' },
            { label: 'Last signed in', value: <TimeText value={me.lastSignInAt} /> },
          ]}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Named title="Your groups" empty="You are in no group.">
            {me.groups.map(({ id, name, description }) => (
              <Line key={id} title={name} text={description} />
            ))}
          </Named>
          <Named title="Your roles in applications" empty="You hold none yourself; groups may give you some.">
            {me.appMappings.map(({ id, role, application }) => (
              <Line key={id} title={application?.name ?? 'An application'} text={role} />
            ))}
          </Named>
        </SimpleGrid>
      </Stack>
    </>
  );
}

function Named({ title, empty, children }: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children.length > 0 ? (
        <Stack gap="xs">{children}</Stack>
      ) : (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      )}
    </Card>
  );
}

function Line({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Text>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </div>
  );
}
