'use client';

import { Text } from '@mantine/core';
import { parseAsString, useQueryState } from 'nuqs';
import { type Column, DataList, FilterSelect } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { LinkText } from '@/components/link-text';
import { PageHeader } from '@/components/page-header';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { useViewer } from '@/lib/session';
import type { ConnectionsQuery } from '../../../generated/graphql';
import { connectionsQuery } from './connection.documents';
import { connectionListVariables } from './list-variables';

type Row = ConnectionsQuery['connections']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: 'Name',
    render: ({ id, name }) => (
      <LinkText href={`/connections/${id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </LinkText>
    ),
    csv: ({ name }) => name,
  },
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
  {
    key: 'error',
    title: 'What is wrong',
    isSecondary: true,
    render: ({ lastError }) => (
      <Text size="sm" c="dimmed" lineClamp={1}>
        {lastError}
      </Text>
    ),
    csv: ({ lastError }) => lastError,
  },
  {
    key: 'checked',
    title: 'Checked',
    isSecondary: true,
    width: 150,
    render: ({ lastCheckedAt }) => <TimeText value={lastCheckedAt} empty="Never" />,
    csv: ({ lastCheckedAt }) => lastCheckedAt,
  },
];

const HEALTHS = [
  { value: 'HEALTHY', label: 'Healthy' },
  { value: 'FAILING', label: 'Failing' },
  { value: 'UNKNOWN', label: 'Not checked' },
];

/** Every account at a provider that Joinery acts as. */
export function ConnectionList() {
  const [health] = useQueryState('health', parseAsString);
  return (
    <>
      <PageHeader
        title="Connections"
        text="Accounts at providers that Joinery acts as: where they are, and the secrets to get in."
        actions={<NewConnection />}
      />
      <DataList
        noun="connections"
        document={connectionsQuery}
        variables={(state, page) => connectionListVariables(state, health, page)}
        page={(data) => data.connections}
        columns={COLUMNS}
        hrefOf={({ id }) => `/connections/${id}`}
        nameOf={({ name }) => name}
        searchLabel="Search connections"
        filters={<FilterSelect name="health" label="Health" options={HEALTHS} />}
        isFiltered={health !== null}
        refetchMs={30_000}
        empty={{
          title: 'No connections yet',
          text: 'Install a plugin from the marketplace, then connect an account at its provider.',
          action: <NewConnection />,
        }}
      />
    </>
  );
}

function NewConnection() {
  const { can } = useViewer();
  return can('connection:write') ? <LinkButton href="/connections/new">New connection</LinkButton> : null;
}
