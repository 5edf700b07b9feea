'use client';

import { useQueryStates } from 'nuqs';
import { DataList, FilterSelect } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { nameOfPerson } from '@/components/name-of-person';
import { PageHeader } from '@/components/page-header';
import { GroupFilter, PersonFilter } from '@/features/picker';
import { useViewer } from '@/lib/session';
import { CreatePersonButton } from './create-person-button';
import { peopleListVariables } from './list-variables';
import { PEOPLE_COLUMNS } from './people-columns';
import { peopleFilterParsers, ROLES, STATUSES } from './people-filters';
import { peopleQuery } from './person.documents';
import { usePeopleActs } from './use-people-acts';

/** Everybody in the tenant. */
export function PeopleList() {
  const { can } = useViewer();
  const [filters] = useQueryStates(peopleFilterParsers);
  const acts = usePeopleActs();
  return (
    <>
      <PageHeader
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
      />
      <DataList
        noun="people"
        document={peopleQuery}
        variables={(state, page) => peopleListVariables(state, filters, page)}
        page={(data) => data.users}
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
        isFiltered={Object.values(filters).some((value) => value !== null)}
        bulkActs={acts}
        empty={{
          title: 'Nobody here yet',
          text: 'Add people one by one, or import them from a file.',
          action: <CreatePersonButton />,
        }}
      />
    </>
  );
}
