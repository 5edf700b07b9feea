'use client';

import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ConfirmAct } from '@/components/confirm-act';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { PersonSessionsQuery } from '../../../generated/graphql';
import { personSessionsQuery } from './person.documents';
import { endSessionMutation } from './person-changes.documents';

type Session = PersonSessionsQuery['sessions']['nodes'][number];

/** Where the person is signed in now. */
export function Sessions({ userId }: { userId: string }) {
  const { data } = useQuery(apiQuery(personSessionsQuery, { userId }));
  if (!data) return null;
  const { nodes } = data.sessions;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        Sessions
      </Title>
      {nodes.length === 0 && (
        <Text size="sm" c="dimmed">
          Signed in nowhere.
        </Text>
      )}
      <Stack gap="sm">
        {nodes.map((session) => (
          <SessionRow key={session.id} session={session} userId={userId} />
        ))}
      </Stack>
    </Card>
  );
}

function SessionRow({ session, userId }: { session: Session; userId: string }) {
  const { can, user } = useViewer();
  const { id, userAgent, ipAddress, createdAt, lastRefreshedAt, isCurrent } = session;
  const end = useApiMutation(endSessionMutation, { invalidates: [personSessionsQuery] });
  const mayEnd = can('user:write') || user.id === userId;
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" truncate title={userAgent ?? undefined}>
          {userAgent ?? 'Unknown client'}
        </Text>
        <Text size="xs" c="dimmed">
          {ipAddress ?? 'Unknown address'} · since <TimeText value={createdAt} /> · seen{' '}
          <TimeText value={lastRefreshedAt} />
        </Text>
      </div>
      {isCurrent ? (
        <Badge variant="light" tt="none" style={{ flexShrink: 0 }}>
          This one
        </Badge>
      ) : (
        mayEnd && (
          <ConfirmAct
            label="End"
            title="End this session?"
            buttonProps={{ size: 'xs' }}
            onConfirm={() => end.mutateAsync({ id })}
          >
            Whoever uses it has to sign in again, within seconds.
          </ConfirmAct>
        )
      )}
    </Group>
  );
}
