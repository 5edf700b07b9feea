'use client';

import { type BulkAct, type Column, ListPage, timeColumn } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { AddMapping, deleteMappingMutation, Holder, holderName, type MappingRow } from '@/features/app-mapping';
import { ApplicationFilter } from '@/features/picker';
import { callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { appMappingListing } from './listing';

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
  { key: 'role', title: 'Role', render: ({ role }) => role, csv: ({ role }) => role },
  timeColumn('created', 'Since', ({ createdAt }) => createdAt),
];

const TAKE_AWAY: BulkAct<MappingRow> = {
  label: 'Take away',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? 'This role is' : `${rows.length} roles are`} taken away; integrations hear of it.`,
  run: ({ id }) => callApi(deleteMappingMutation, { id }),
};

/** Who holds which role in which application. */
export function AppMappingList() {
  const { can } = useViewer();
  const add = can('application:write') && <AddMapping />;
  return (
    <ListPage
      title="App roles"
      text="Which people and groups hold which role in which application."
      actions={add}
      listing={appMappingListing}
      noun="app roles"
      columns={COLUMNS}
      nameOf={(mapping) => `${mapping.role} of ${holderName(mapping)}`}
      filters={<ApplicationFilter name="application" label="Application" />}
      bulkActs={can('application:write') ? [TAKE_AWAY] : []}
      empty={{
        title: 'No roles yet',
        text: 'Give a group a role in an application, and whoever joins the group has it.',
        action: add,
      }}
    />
  );
}
