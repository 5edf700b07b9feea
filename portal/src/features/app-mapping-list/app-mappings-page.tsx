import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { appMappingsQuery } from '@/features/app-mapping';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { AppMappingList } from './app-mapping-list';
import { mappingListVariables } from './list-variables';

const loadList = createLoader({ ...listParsers, application: parseAsString });

export async function AppMappingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const state = await loadList(searchParams);
  return (
    <Prefetched queries={[prefetch(appMappingsQuery, mappingListVariables(state, state.application))]}>
      <AppMappingList />
    </Prefetched>
  );
}
