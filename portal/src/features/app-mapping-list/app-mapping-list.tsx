'use client';

import { useQueryClient } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { type BulkAct, type Column, DataList } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { PageHeader } from '@/components/page-header';
import { TimeText } from '@/components/time-text';
import {
  AddMapping,
  appMappingsQuery,
  deleteMappingMutation,
  Holder,
  holderName,
  type MappingRow,
  RoleInPlace,
} from '@/features/app-mapping';
import { ApplicationFilter } from '@/features/picker';
import { callApi, queryKeyOf } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { mappingListVariables } from './list-variables';

const COLUMNS: readonly Column<MappingRow>[] = [
  {
    key: 'holder',
    title: 'Who',
    render: (mapping) => <Holder mapping={mapping} />,
    csv: ({ user, group }) => user?.email ?? group?.name,
  },
  {
    key: 'kind',
    title: 'Kind',
    isSecondary: true,
    width: 100,
    render: ({ user }) => (user ? 'Person' : 'Group'),
    csv: ({ user }) => (user ? 'person' : 'group'),
  },
  {
    key: 'application',
    title: 'Application',
    render: ({ application }) =>
      application ? <LinkText href={`/applications/${application.id}`}>{application.name}</LinkText> : '–',
    csv: ({ application }) => application?.name,
  },
  { key: 'role', title: 'Role', render: (mapping) => <RoleInPlace mapping={mapping} />, csv: ({ role }) => role },
  {
    key: 'created',
    title: 'Since',
    isSecondary: true,
    width: 150,
    render: ({ createdAt }) => <TimeText value={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
];

/** Who holds which role in which application. */
export function AppMappingList() {
  const { can } = useViewer();
  const [application] = useQueryState('application', parseAsString);
  const takeAway = useTakeAway();
  const add = can('application:write') && <AddMapping />;
  return (
    <>
      <PageHeader
        title="App roles"
        text="Which people and groups hold which role in which application."
        actions={add}
      />
      <DataList
        noun="app roles"
        document={appMappingsQuery}
        variables={(state, page) => mappingListVariables(state, application, page)}
        page={(data) => data.appMappings}
        columns={COLUMNS}
        nameOf={(mapping) => `${mapping.role} of ${holderName(mapping)}`}
        filters={<ApplicationFilter name="application" label="Application" />}
        isFiltered={application !== null}
        bulkActs={can('application:write') ? [takeAway] : []}
        empty={{
          title: 'No roles yet',
          text: 'Give a group a role in an application, and whoever joins the group has it.',
          action: add,
        }}
      />
    </>
  );
}

function useTakeAway(): BulkAct<MappingRow> {
  const client = useQueryClient();
  return {
    label: 'Take away',
    color: 'red',
    describe: (rows) =>
      `${rows.length === 1 ? 'This role is' : `${rows.length} roles are`} taken away; integrations hear of it.`,
    run: async ({ id }) => {
      await callApi(deleteMappingMutation, { id });
      await client.invalidateQueries({ queryKey: queryKeyOf(appMappingsQuery) });
    },
  };
}
