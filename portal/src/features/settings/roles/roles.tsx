'use client';

import { Alert, Card, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { PageLoading } from '@/components/page-loading';
import { Table } from '@/components/table';
import { TimeText } from '@/components/time-text';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { HolderFragment } from '../../../../generated/graphql';
import { holdersQuery } from '../settings.documents';
import { GiveRole } from './give-role';
import { RoleSelect } from './role-select';
import { ROLE_WORDS, ROLES } from './role-words';

/** Who may do more than see themselves, and what. */
export function Roles() {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(holdersQuery, {}));
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { owners, admins, auditors } = data;
  const holders = [...owners.nodes, ...admins.nodes, ...auditors.nodes];
  const active = owners.nodes.filter(({ isActive }) => isActive);
  const lastOwner = active.length === 1 ? (active[0] ?? null) : null;
  return (
    <Stack>
      <RoleLegend />
      {lastOwner && (
        <Alert icon={<IconInfoCircle />} color="blue" variant="light">
          {nameOfPerson(lastOwner)} is the last active owner and stays one, until you make somebody else an owner.
        </Alert>
      )}
      {can('user:write') && <GiveRole />}
      <Card withBorder>
        <HolderTable holders={holders} lastOwnerId={lastOwner?.id ?? null} />
      </Card>
    </Stack>
  );
}

function RoleLegend() {
  return (
    <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: 'none' }}>
      {ROLES.map((role) => (
        <Text key={role} component="li" size="sm">
          <Text span inherit fw={600}>
            {ROLE_WORDS[role].title}
          </Text>{' '}
          {ROLE_WORDS[role].may}.
        </Text>
      ))}
    </Stack>
  );
}

function HolderTable({ holders, lastOwnerId }: { holders: readonly HolderFragment[]; lastOwnerId: string | null }) {
  return (
    <Table aria-label="People with a role">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Person</Table.Th>
          <Table.Th w={170}>Role</Table.Th>
          <Table.Th visibleFrom="sm" w={180}>
            Last signed in
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {holders.map((holder) => (
          <Table.Tr key={holder.id}>
            <Table.Td>
              <LinkText href={`/people/${holder.id}`}>{nameOfPerson(holder)}</LinkText>
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {holder.email}
                {!holder.isActive && ' · deactivated'}
              </Text>
            </Table.Td>
            <Table.Td>
              <RoleSelect holder={holder} isLastOwner={holder.id === lastOwnerId} />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <TimeText value={holder.lastSignInAt} empty="Never" />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
