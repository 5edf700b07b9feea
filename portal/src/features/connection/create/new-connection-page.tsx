import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { installablesQuery } from '../connection.documents';
import { NewConnection } from './new-connection';

const load = createLoader({ installation: parseAsString });

export async function NewConnectionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { installation } = await load(searchParams);
  return (
    <Prefetched queries={[prefetch(installablesQuery, {})]}>
      <NewConnection installationId={installation} />
    </Prefetched>
  );
}
