'use client';

import { FilterSelect, ListPage } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { nameOfPerson } from '@/components/name-of-person';
import { GroupFilter, PersonFilter } from '@/features/picker';
import { useViewer } from '@/lib/session';
import { CreatePersonButton } from './create-person-button';
import { peopleListing, STATUSES } from './listing';
import { PEOPLE_COLUMNS } from './people-columns';
import { ROLES } from './roles';
import { usePeopleActs } from './use-people-acts';

/** Everybody in the tenant. */
export function PeopleList() {
  const { can } = useViewer();
  const acts = usePeopleActs();
  return (
    <ListPage
      title="People"
      text="Who is in the organisation. A change here reaches the tools outside in seconds."
      actions={
        <>
          {can('user:write') && (
            <LinkButton href="/people/import" variant="default">
              Import
            </LinkButton>
          )}
          <CreatePersonButton />
        </>
      }
      listing={peopleListing}
      noun="people"
      columns={PEOPLE_COLUMNS}
      hrefOf={({ id }) => `/people/${id}`}
      nameOf={nameOfPerson}
      searchLabel="Search people"
      filters={
        <>
          <FilterSelect name="status" label="Status" options={STATUSES} />
          <FilterSelect name="role" label="Role" options={ROLES} />
          <PersonFilter name="manager" label="Manager" />
          {can('group:read') && <GroupFilter name="group" label="Group" />}
        </>
      }
      bulkActs={acts}
      empty={{
        title: 'Nobody here yet',
        text: 'Add people one by one, or import them from a file.',
        action: <CreatePersonButton />,
      }}
    />
  );
}
