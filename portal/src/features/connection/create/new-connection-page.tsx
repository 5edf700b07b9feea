import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { anyInstallationQuery, installationToConnectQuery } from '../connection.documents';
import { NewConnection } from './new-connection';

const load = createLoader({ installation: parseAsString });

export async function NewConnectionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { installation } = await load(searchParams);
  const chosen = installation ? [prefetch(installationToConnectQuery, { id: installation })] : [];
  return (
    <Prefetched queries={[prefetch(anyInstallationQuery, {}), ...chosen]}>
      <NewConnection installationId={installation} />
    </Prefetched>
  );
}
