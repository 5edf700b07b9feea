'use client';

import { Alert, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { parseAsString } from 'nuqs';
import { type Column, FilterSelect, ShortList, timeColumn } from '@/components/data-list';
import { DottedName } from '@/components/dotted-name';
import { ErrorState } from '@/components/error-state';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { PageLoading } from '@/components/page-loading';
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
      <HolderTable holders={holders} lastOwnerId={lastOwner?.id ?? null} />
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
    <ShortList
      scope="people"
      noun="people with a role"
      rows={holders}
      columns={columnsOf(lastOwnerId)}
      nameOf={nameOfPerson}
      searchLabel="Search people with a role"
      filters={<FilterSelect name="role" label="Role" options={ROLE_OPTIONS} />}
      filterParsers={FILTERS}
      isShown={({ role }, filters) => filters.role === null || role === filters.role}
      empty={{ title: 'Nobody has a role', text: 'Give one above to whoever is to see more than themselves.' }}
    />
  );
}

const ROLE_OPTIONS = ROLES.filter((role) => role !== 'MEMBER').map((role) => ({
  value: role,
  label: ROLE_WORDS[role].title,
}));
const FILTERS = { role: parseAsString };

function columnsOf(lastOwnerId: string | null): readonly Column<HolderFragment>[] {
  return [
    {
      key: 'person',
      title: 'Person',
      sortField: 'person',
      render: (holder) => (
        <>
          <LinkText href={`/people/${holder.id}`}>{nameOfPerson(holder)}</LinkText>
          <Text size="xs" c="dimmed">
            <DottedName name={holder.email} />
            {!holder.isActive && ' · deactivated'}
          </Text>
        </>
      ),
      csv: (holder) => `${nameOfPerson(holder)} ${holder.email}`,
    },
    {
      key: 'role',
      title: 'Role',
      sortField: 'role',
      width: 170,
      render: (holder) => <RoleSelect holder={holder} isLastOwner={holder.id === lastOwnerId} />,
      csv: ({ role }) => ROLE_WORDS[role].title,
    },
    timeColumn('signed-in', 'Last signed in', ({ lastSignInAt }) => lastSignInAt, {
      sortField: 'signed-in',
      empty: 'Never',
      width: 180,
    }),
  ];
}
