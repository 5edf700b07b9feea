'use client';

import { Text } from '@mantine/core';
import { type Column, ListPage } from '@/components/data-list';
import {
  AddMapping,
  APPLICATION,
  HOLDER,
  type MappingRow,
  nameOfMapping,
  ROLE,
  SINCE,
  TAKE_AWAY,
} from '@/features/app-mapping';
import { ApplicationFilter, GroupFilter, PersonFilter } from '@/features/picker';
import { useViewer } from '@/lib/session';
import { appMappingListing } from './listing';

/** With the application below, where there is no room for a column of it. */
const WHO: Column<MappingRow> = {
  ...HOLDER,
  render: (mapping) => (
    <>
      {HOLDER.render(mapping)}
      <Text size="xs" c="dimmed" hiddenFrom="sm" style={{ overflowWrap: 'anywhere' }}>
        in {mapping.application?.name}
      </Text>
    </>
  ),
};

const KIND: Column<MappingRow> = {
  key: 'kind',
  title: 'Kind',
  isSecondary: true,
  width: 100,
  render: ({ user }) => (user ? 'Person' : 'Group'),
  csv: ({ user }) => (user ? 'person' : 'group'),
};

const COLUMNS: readonly Column<MappingRow>[] = [WHO, KIND, { ...APPLICATION, isSecondary: true }, ROLE, SINCE];

/** Who holds which role in which application. */
export function AppMappingList() {
  const { can } = useViewer();
  const add = can('application:write') && <AddMapping isMain />;
  return (
    <ListPage
      title="App roles"
      text="Which people and groups hold which role in which application."
      actions={add}
      listing={appMappingListing}
      noun="app roles"
      columns={COLUMNS}
      nameOf={nameOfMapping}
      searchLabel="Search app roles"
      filters={
        <>
          <ApplicationFilter name="application" label="Application" />
          {can('user:read') && <PersonFilter name="person" label="Person" />}
          {can('group:read') && <GroupFilter name="group" label="Group" />}
        </>
      }
      bulkActs={can('application:write') ? [TAKE_AWAY] : []}
      empty={{
        title: 'No roles yet',
        text: 'Give a group a role in an application, and whoever joins the group has it.',
        action: add,
      }}
    />
  );
}
