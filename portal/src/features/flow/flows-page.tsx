import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { filterParsers } from './filter-parsers';
import { flowsQuery } from './flow.documents';
import { FlowList } from './flow-list';
import { flowListVariables } from './list-variables';

const load = createLoader({ ...listParsers, ...filterParsers });

export async function FlowsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { status, mode, chain, ...state } = await load(searchParams);
  return (
    <Prefetched queries={[prefetch(flowsQuery, flowListVariables(state, { status, mode, chain }))]}>
      <FlowList />
    </Prefetched>
  );
}
