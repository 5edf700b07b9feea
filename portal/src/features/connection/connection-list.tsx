'use client';

import { type Column, FilterSelect, ListPage, nameColumn, textColumn, timeColumn } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { StatusBadge } from '@/components/status-badge';
import { useViewer } from '@/lib/session';
import type { ConnectionsQuery } from '../../../generated/graphql';
import { connectionListing, HEALTHS } from './listing';

type Row = ConnectionsQuery['connections']['nodes'][number];

const hrefOf = ({ id }: Row) => `/connections/${id}`;

const COLUMNS: readonly Column<Row>[] = [
  nameColumn(hrefOf, null),
  {
    key: 'plugin',
    title: 'Plugin',
    render: ({ installation }) => installation.plugin.name,
    csv: ({ installation }) => installation.plugin.key,
  },
  {
    key: 'health',
    title: 'Health',
    width: 130,
    render: ({ health }) => <StatusBadge status={health} />,
    csv: ({ health }) => health,
  },
  textColumn('error', 'What is wrong', ({ lastError }) => lastError),
  timeColumn('checked', 'Checked', ({ lastCheckedAt }) => lastCheckedAt, { empty: 'Never' }),
];

/** Every account at a provider that Joinery acts as. */
export function ConnectionList() {
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
      filters={<FilterSelect name="health" label="Health" options={HEALTHS} />}
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
  return can('connection:write') ? <LinkButton href="/connections/new">New connection</LinkButton> : null;
}
