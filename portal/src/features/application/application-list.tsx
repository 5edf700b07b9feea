'use client';

import { CodeText } from '@/components/code-text';
import { type BulkAct, type Column, ListPage, nameColumn, textColumn, timeColumn } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ApplicationsQuery } from '../../../generated/graphql';
import { deleteApplicationMutation } from './application.documents';
import { CreateApplicationButton } from './create-application-button';
import { applicationListing } from './listing';

type Row = ApplicationsQuery['applications']['nodes'][number];

const hrefOf = ({ id }: Row) => `/applications/${id}`;

const COLUMNS: readonly Column<Row>[] = [
  nameColumn(hrefOf),
  textColumn('description', 'Description', ({ description }) => description),
  {
    key: 'clientId',
    title: 'Client id',
    isSecondary: true,
    render: ({ clientId }) => <CodeText>{clientId}</CodeText>,
    csv: ({ clientId }) => clientId,
  },
  timeColumn('rotated', 'Secret made', ({ secretRotatedAt }) => secretRotatedAt, {
    sortField: 'SECRET_ROTATED_AT',
    isSecondary: false,
  }),
  timeColumn('created', 'Created', ({ createdAt }) => createdAt, { sortField: 'CREATED_AT' }),
];

const DELETE: BulkAct<Row> = {
  label: 'Delete',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? `The application ${rows[0]?.name} is` : `${rows.length} applications are`} deleted, with all roles; nothing can sign in with their secrets any more. This cannot be undone.`,
  run: ({ id }) => callApi(deleteApplicationMutation, { id }),
};

/** Every application of the tenant. */
export function ApplicationList() {
  const { can } = useViewer();
  return (
    <ListPage
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
      listing={applicationListing}
      noun="applications"
      columns={COLUMNS}
      hrefOf={hrefOf}
      nameOf={({ name }) => name}
      searchLabel="Search applications"
      bulkActs={can('application:write') ? [DELETE] : []}
      empty={{
        title: 'No applications yet',
        text: 'An application gets a client id and a secret, and people and groups get roles in it.',
        action: <CreateApplicationButton />,
      }}
    />
  );
}
