import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { applicationsQuery } from './application.documents';
import { ApplicationList } from './application-list';
import { applicationListVariables } from './list-variables';

const loadList = createLoader(listParsers);

export async function ApplicationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const state = await loadList(searchParams);
  return (
    <Prefetched queries={[prefetch(applicationsQuery, applicationListVariables(state))]}>
      <ApplicationList />
    </Prefetched>
  );
}
