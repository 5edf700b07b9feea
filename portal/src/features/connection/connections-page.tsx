import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { connectionsQuery } from './connection.documents';
import { ConnectionList } from './connection-list';
import { connectionListVariables } from './list-variables';

const load = createLoader({ ...listParsers, health: parseAsString });

export async function ConnectionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { health, ...state } = await load(searchParams);
  return (
    <Prefetched queries={[prefetch(connectionsQuery, connectionListVariables(state, health))]}>
      <ConnectionList />
    </Prefetched>
  );
}
