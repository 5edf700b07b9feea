'use client';

import { Badge, Card, Group, Text, Title, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { LinkText } from '@/components/link-text';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { AddMapping } from './add-mapping';
import { appMappingsQuery } from './app-mapping.documents';
import { Holder, holderName, type MappingRow } from './holder';
import { RemoveMapping } from './remove-mapping';

const SHOWN = 100;

/** The roles in one application, or those of one group. */
export function MappingsCard({ of }: { of: { applicationId: string } | { groupId: string } }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(appMappingsQuery, { first: SHOWN, filter: of }));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { nodes, totalCount } = data.appMappings;
  const isApplication = 'applicationId' in of;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {isApplication ? 'Who has which role' : 'Roles in applications'}{' '}
          <Badge variant="light" color="gray">
            {totalCount.toLocaleString('en')}
          </Badge>
        </Title>
        {can('application:write') && <AddMapping {...of} />}
      </Group>
      {nodes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {isApplication ? 'Nobody has a role here yet.' : 'The group brings no role in an application yet.'}
        </Text>
      ) : (
        <Mappings mappings={nodes} isApplication={isApplication} />
      )}
      {totalCount > nodes.length && isApplication && (
        <Text size="sm" mt="xs">
          <LinkText href={`/app-mappings?application=${of.applicationId}`}>
            All {totalCount.toLocaleString('en')}
          </LinkText>
        </Text>
      )}
    </Card>
  );
}

function Mappings({ mappings, isApplication }: { mappings: readonly MappingRow[]; isApplication: boolean }) {
  const { can } = useViewer();
  return (
    <Table aria-label="Roles in applications">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{isApplication ? 'Who' : 'Application'}</Table.Th>
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
        {mappings.map((mapping) => (
          <Table.Tr key={mapping.id}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {isApplication ? <Holder mapping={mapping} /> : <ApplicationLink mapping={mapping} />}
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{mapping.role}</Table.Td>
            <Table.Td visibleFrom="sm">
              <TimeText value={mapping.createdAt} />
            </Table.Td>
            {can('application:write') && (
              <Table.Td>
                <RemoveMapping mapping={removable(mapping)} />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ApplicationLink({ mapping: { application } }: { mapping: MappingRow }) {
  return application ? <LinkText href={`/applications/${application.id}`}>{application.name}</LinkText> : '–';
}

function removable(mapping: MappingRow) {
  const { id, role, application } = mapping;
  return { id, role, holder: holderName(mapping), application: application?.name ?? 'the application' };
}
