'use client';

import { IconPlus } from '@tabler/icons-react';
import {
  type BulkAct,
  type Column,
  FilterSelect,
  ListPage,
  nameColumn,
  textColumn,
  timeColumn,
} from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { StatusBadge } from '@/components/status-badge';
import { InstallationFilter } from '@/features/picker';
import { callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ConnectionsQuery } from '../../../generated/graphql';
import { deleteConnectionMutation, testConnectionMutation } from './connection.documents';
import { connectionListing, HEALTHS } from './listing';

type Row = ConnectionsQuery['connections']['nodes'][number];

const hrefOf = ({ id }: Row) => `/connections/${id}`;

const COLUMNS: readonly Column<Row>[] = [
  nameColumn(hrefOf),
  {
    key: 'plugin',
    title: 'Plugin',
    sortField: 'PLUGIN',
    isSecondary: true,
    width: 150,
    render: ({ installation }) => installation.plugin.name,
    csv: ({ installation }) => installation.plugin.key,
  },
  {
    key: 'health',
    title: 'Health',
    sortField: 'HEALTH',
    width: 130,
    render: ({ health }) => <StatusBadge status={health} />,
    csv: ({ health }) => health,
  },
  textColumn('error', 'What is wrong', ({ lastError }) => lastError),
  timeColumn('checked', 'Checked', ({ lastCheckedAt }) => lastCheckedAt, {
    sortField: 'LAST_CHECKED_AT',
    empty: 'Never',
  }),
];

const TEST: BulkAct<Row> = {
  label: 'Test now',
  describe: (rows) =>
    `The ${rows.length === 1 ? 'provider is' : `providers of ${rows.length} connections are`} asked whether it works. Nothing is changed there.`,
  run: async ({ id }) => {
    const { testConnection } = await callApi(testConnectionMutation, { id });
    if (!testConnection.ok) throw new Error(testConnection.message ?? 'It does not work.');
  },
};

const DELETE: BulkAct<Row> = {
  label: 'Delete',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? `The connection ${rows[0]?.name} is` : `${rows.length} connections are`} deleted, with their secrets. One that a chain or a flow under way still needs is not. This cannot be undone.`,
  run: ({ id }) => callApi(deleteConnectionMutation, { id }),
};

/** Every account at a provider that Joinery acts as. */
export function ConnectionList() {
  const { can } = useViewer();
  return (
    <ListPage
      title="Connections"
      text="Accounts at providers that Joinery acts as: where they are, and the secrets to get in."
      actions={<NewConnection />}
      listing={connectionListing}
      noun="connections"
      columns={COLUMNS}
      hrefOf={hrefOf}
      nameOf={({ name }) => name}
      searchLabel="Search connections"
      filters={
        <>
          <FilterSelect name="health" label="Health" options={HEALTHS} />
          {can('plugin:read') && <InstallationFilter name="plugin" label="Plugin" />}
        </>
      }
      bulkActs={can('connection:write') ? [TEST, DELETE] : []}
      refetchMs={30_000}
      empty={{
        title: 'No connections yet',
        text: 'Install a plugin from the marketplace, then connect an account at its provider.',
        action: <NewConnection />,
      }}
    />
  );
}

function NewConnection() {
  const { can } = useViewer();
  if (!can('connection:write')) return null;
  return (
    <LinkButton href="/connections/new" leftSection={<IconPlus size={16} />}>
      New connection
    </LinkButton>
  );
}
