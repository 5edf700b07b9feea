import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { integrationsQuery } from './integration.documents';
import { IntegrationList } from './integration-list';
import { integrationFilterParsers, integrationListVariables } from './list-variables';

const loadList = createLoader(listParsers);
const loadFilters = createLoader(integrationFilterParsers);

export async function IntegrationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [state, filters] = await Promise.all([loadList(searchParams), loadFilters(searchParams)]);
  return (
    <Prefetched queries={[prefetch(integrationsQuery, integrationListVariables(filters, state))]}>
      <IntegrationList />
    </Prefetched>
  );
}
