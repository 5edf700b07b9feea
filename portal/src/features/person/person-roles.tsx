'use client';

import { Card, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type BulkAct, type Column, ShortList, timeColumn } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { AddMapping, deleteMappingMutation, RemoveMapping, RoleInPlace } from '@/features/app-mapping';
import { apiQuery, callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { PersonAccessQuery } from '../../../generated/graphql';
import { personAccessQuery } from './person.documents';
import { useRefreshedAccess } from './use-refreshed-access';

type Row = PersonAccessQuery['user']['appMappings'][number];

/** The roles in applications that the person holds itself, not through a group. */
export function PersonRoles({ userId }: { userId: string }) {
  const { can } = useViewer();
  const { data } = useQuery(apiQuery(personAccessQuery, { id: userId }));
  const onActed = useRefreshedAccess();
  if (!data) return null;
  const columns = [applicationColumn(can('application:read')), ...COLUMNS];
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Roles in applications
        </Title>
        {can('application:write') && <AddMapping userId={userId} invalidates={[personAccessQuery]} />}
      </Group>
      <ShortList
        scope="roles"
        noun="roles"
        rows={data.user.appMappings}
        columns={can('application:write') ? [...columns, REMOVE] : columns}
        nameOf={({ role, application }) => `${role} in ${application?.name ?? 'an application'}`}
        searchLabel="Search their roles"
        bulkActs={can('application:write') ? [TAKE_AWAY] : []}
        onActed={onActed}
        empty={{ title: 'No roles of their own', text: 'Groups may bring some; a role given here is theirs alone.' }}
      />
    </Card>
  );
}

const applicationColumn = (isLinked: boolean): Column<Row> => ({
  key: 'application',
  title: 'Application',
  sortField: 'application',
  render: ({ application }) =>
    application && isLinked ? (
      <LinkText href={`/applications/${application.id}`}>{application.name}</LinkText>
    ) : (
      application?.name
    ),
  csv: ({ application }) => application?.name,
});

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'role',
    title: 'Role',
    sortField: 'role',
    render: ({ id, role }) => <RoleInPlace mapping={{ id, role }} invalidates={[personAccessQuery]} />,
    csv: ({ role }) => role,
  },
  timeColumn('since', 'Since', ({ createdAt }) => createdAt, { sortField: 'since', width: 120 }),
];

const REMOVE: Column<Row> = {
  key: 'remove',
  title: 'Remove',
  isTitleHidden: true,
  width: 48,
  render: ({ id, role, application }) => (
    <RemoveMapping
      mapping={{ id, role, holder: 'this person', application: application?.name ?? 'the application' }}
      invalidates={[personAccessQuery]}
    />
  ),
};

const TAKE_AWAY: BulkAct<Row> = {
  label: 'Take away',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? 'This role is' : `${rows.length} roles are`} taken away; integrations hear of it. Roles that come through groups stay.`,
  run: ({ id }) => callApi(deleteMappingMutation, { id }),
};
