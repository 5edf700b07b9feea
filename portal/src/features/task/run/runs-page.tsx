import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { runFilterParsers, runListVariables } from './list-variables';
import { runsQuery } from './run.documents';
import { RunList } from './run-list';

const loadList = createLoader(listParsers);
const loadFilters = createLoader(runFilterParsers);

export async function RunsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [state, filters] = await Promise.all([loadList(searchParams), loadFilters(searchParams)]);
  return (
    <Prefetched queries={[prefetch(runsQuery, runListVariables(filters)(state))]}>
      <RunList />
    </Prefetched>
  );
}
