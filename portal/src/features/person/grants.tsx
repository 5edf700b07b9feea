'use client';

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import type { PersonQuery } from '../../../generated/graphql';
import { personConnectionsQuery, personGrantsQuery } from './person.documents';

type Person = PersonQuery['user'];

/** What the person holds at each provider, read from it when asked for: it may take a while there. */
export function Grants({ person }: { person: Person }) {
  const { data } = useQuery(apiQuery(personConnectionsQuery, {}));
  if (!data || data.connections.nodes.length === 0) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        Access at providers
      </Title>
      <Stack gap="sm">
        {data.connections.nodes.map((connection) => (
          <Held key={connection.id} connection={connection} person={person} />
        ))}
      </Stack>
    </Card>
  );
}

function Held({ connection, person }: { connection: { id: string; name: string }; person: Person }) {
  const look = useApiMutation(personGrantsQuery);
  const held = look.data?.providerGrants;
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {connection.name}
        </Text>
        <Button
          size="xs"
          variant="default"
          loading={look.isPending}
          onClick={() => look.mutate({ connectionId: connection.id, principals: principalsOf(person) })}
          aria-label={`Look at ${connection.name}`}
        >
          {held ? 'Look again' : 'Look'}
        </Button>
      </Group>
      {look.error && <ErrorState error={look.error} />}
      {held?.error && (
        <Text size="sm" c="red">
          {held.error.message}
        </Text>
      )}
      {held && !held.error && held.grants.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing, of {held.objectCount.toLocaleString('en')} looked through.
        </Text>
      )}
      {held?.grants.map(({ resourceType, objectId, objectName, entitlement, expiresAt }) => (
        <Group key={`${resourceType} ${objectId} ${entitlement}`} gap="xs" mt={4}>
          <Text size="sm">
            {resourceType} {objectName}
          </Text>
          <StatusBadge status="HELD" label={entitlement} />
          {expiresAt && (
            <Text size="xs" c="dimmed">
              ends <TimeText value={expiresAt} />
            </Text>
          )}
        </Group>
      ))}
    </div>
  );
}

/** The address, the username, and what attributes call them elsewhere: `github_username`. */
function principalsOf({ email, username, attributes }: Person): string[] {
  const names = Object.entries((attributes ?? {}) as Record<string, unknown>)
    .filter(([name, value]) => /(username|login|handle|_id|email)$/i.test(name) && typeof value === 'string')
    .map(([, value]) => String(value));
  return [...new Set([email, username, ...names])].filter(Boolean);
}
