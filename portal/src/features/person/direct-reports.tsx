'use client';

import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { StatusBadge } from '@/components/status-badge';
import { apiQuery } from '@/lib/api';
import { reportsQuery } from './person.documents';

/** Whose manager the person is; absent where there is nobody. */
export function DirectReports({ managerId }: { managerId: string }) {
  const { data } = useQuery(apiQuery(reportsQuery, { managerId }));
  if (!data || data.users.totalCount === 0) return null;
  const { nodes, totalCount } = data.users;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        Direct reports{' '}
        <Badge variant="light" color="gray">
          {totalCount.toLocaleString('en')}
        </Badge>
      </Title>
      <Stack gap={6}>
        {nodes.map((person) => (
          <Group key={person.id} gap="xs">
            <LinkText href={`/people/${person.id}`} size="sm">
              {nameOfPerson(person)}
            </LinkText>
            {!person.isActive && <StatusBadge status="INACTIVE" />}
          </Group>
        ))}
      </Stack>
      {totalCount > nodes.length && (
        <Text size="sm" mt="xs">
          <LinkText href={`/people?manager=${managerId}`}>All {totalCount.toLocaleString('en')}</LinkText>
        </Text>
      )}
    </Card>
  );
}
