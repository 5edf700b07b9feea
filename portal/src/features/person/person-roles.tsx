'use client';

import { Card, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { LinkText } from '@/components/link-text';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import { AddMapping, RemoveMapping } from '@/features/app-mapping';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { personAccessQuery } from './person.documents';

/** The roles in applications that the person holds itself, not through a group. */
export function PersonRoles({ userId }: { userId: string }) {
  const { can } = useViewer();
  const { data } = useQuery(apiQuery(personAccessQuery, { id: userId }));
  if (!data) return null;
  const { appMappings } = data.user;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Roles in applications
        </Title>
        {can('application:write') && <AddMapping userId={userId} invalidates={[personAccessQuery]} />}
      </Group>
      {appMappings.length === 0 ? (
        <Text size="sm" c="dimmed">
          None of their own; groups may bring some.
        </Text>
      ) : (
        <Table aria-label="Roles in applications">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Application</Table.Th>
              <Table.Th>Role</Table.Th>
              <Table.Th visibleFrom="sm">Since</Table.Th>
              {can('application:write') && (
                <Table.Th w={48}>
                  <VisuallyHidden>Remove</VisuallyHidden>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {appMappings.map(({ id, role, createdAt, application }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  {application && can('application:read') ? (
                    <LinkText href={`/applications/${application.id}`}>{application.name}</LinkText>
                  ) : (
                    application?.name
                  )}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{role}</Table.Td>
                <Table.Td visibleFrom="sm">
                  <TimeText value={createdAt} />
                </Table.Td>
                {can('application:write') && (
                  <Table.Td>
                    <RemoveMapping
                      mapping={{ id, role, holder: 'this person', application: application?.name ?? 'the application' }}
                      invalidates={[personAccessQuery]}
                    />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Card>
  );
}
