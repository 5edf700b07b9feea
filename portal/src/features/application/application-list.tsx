'use client';

import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { CodeText } from '@/components/code-text';
import { type BulkAct, type Column, DataList } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { LinkText } from '@/components/link-text';
import { PageHeader } from '@/components/page-header';
import { TimeText } from '@/components/time-text';
import { callApi, queryKeyOf } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ApplicationsQuery } from '../../../generated/graphql';
import { applicationsQuery, deleteApplicationMutation } from './application.documents';
import { CreateApplicationButton } from './create-application-button';
import { applicationListVariables } from './list-variables';

type Row = ApplicationsQuery['applications']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: 'Name',
    sortField: 'NAME',
    render: ({ id, name }) => (
      <LinkText href={`/applications/${id}`} fw={500} style={{ overflowWrap: 'anywhere' }}>
        {name}
      </LinkText>
    ),
    csv: ({ name }) => name,
  },
  {
    key: 'description',
    title: 'Description',
    isSecondary: true,
    render: ({ description }) => (
      <Text size="sm" c="dimmed" lineClamp={1}>
        {description}
      </Text>
    ),
    csv: ({ description }) => description,
  },
  {
    key: 'clientId',
    title: 'Client id',
    isSecondary: true,
    render: ({ clientId }) => <CodeText>{clientId}</CodeText>,
    csv: ({ clientId }) => clientId,
  },
  {
    key: 'rotated',
    title: 'Secret made',
    width: 140,
    render: ({ secretRotatedAt }) => <TimeText value={secretRotatedAt} />,
    csv: ({ secretRotatedAt }) => secretRotatedAt,
  },
  {
    key: 'created',
    title: 'Created',
    sortField: 'CREATED_AT',
    isSecondary: true,
    width: 140,
    render: ({ createdAt }) => <TimeText value={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
];

/** Every application of the tenant. */
export function ApplicationList() {
  const { can } = useViewer();
  const deleteApplications = useDeleteApplications();
  return (
    <>
      <PageHeader
        title="Applications"
        text="What people sign in to, each with a client id and a secret of its own."
        actions={
          <>
            <LinkButton href="/app-mappings" variant="default">
              App roles
            </LinkButton>
            <CreateApplicationButton />
          </>
        }
      />
      <DataList
        noun="applications"
        document={applicationsQuery}
        variables={applicationListVariables}
        page={(data) => data.applications}
        columns={COLUMNS}
        hrefOf={({ id }) => `/applications/${id}`}
        nameOf={({ name }) => name}
        searchLabel="Search applications"
        bulkActs={can('application:write') ? [deleteApplications] : []}
        empty={{
          title: 'No applications yet',
          text: 'An application gets a client id and a secret, and people and groups get roles in it.',
          action: <CreateApplicationButton />,
        }}
      />
    </>
  );
}

function useDeleteApplications(): BulkAct<Row> {
  const client = useQueryClient();
  return {
    label: 'Delete',
    color: 'red',
    describe: (rows) =>
      `${rows.length === 1 ? `The application ${rows[0]?.name} is` : `${rows.length} applications are`} deleted, with all roles; nothing can sign in with their secrets any more. This cannot be undone.`,
    run: async ({ id }) => {
      await callApi(deleteApplicationMutation, { id });
      await client.invalidateQueries({ queryKey: queryKeyOf(applicationsQuery) });
    },
  };
}
