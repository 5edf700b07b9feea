import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { chainsQuery } from './chain.documents';
import { ChainList } from './chain-list';
import { chainListVariables } from './list-variables';

const load = createLoader({ ...listParsers, purpose: parseAsString });

export async function ChainsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { purpose, ...state } = await load(searchParams);
  return (
    <Prefetched queries={[prefetch(chainsQuery, chainListVariables(state, purpose))]}>
      <ChainList />
    </Prefetched>
  );
}
