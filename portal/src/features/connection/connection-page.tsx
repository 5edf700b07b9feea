import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { connectionQuery } from './connection.documents';
import { ConnectionDetail } from './connection-detail';

export function ConnectionPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(connectionQuery, { id })]}>
      <ConnectionDetail id={id} />
    </Prefetched>
  );
}
