import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { peopleListVariables } from './list-variables';
import { peopleFilterParsers } from './people-filters';
import { PeopleList } from './people-list';
import { peopleQuery } from './person.documents';

const loadList = createLoader({ ...listParsers, ...peopleFilterParsers });

export async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const state = await loadList(searchParams);
  return (
    <Prefetched queries={[prefetch(peopleQuery, peopleListVariables(state, state))]}>
      <PeopleList />
    </Prefetched>
  );
}
