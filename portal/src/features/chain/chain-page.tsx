import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { chainQuery, coreActionsQuery } from './chain.documents';
import { ChainDetail } from './chain-detail';

export function ChainPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(chainQuery, { id }), prefetch(coreActionsQuery, {})]}>
      <ChainDetail id={id} />
    </Prefetched>
  );
}
