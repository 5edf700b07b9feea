import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { chainConnectionsQuery, coreActionsQuery } from './chain.documents';
import { NewChain } from './new-chain';

export function NewChainPage() {
  return (
    <Prefetched queries={[prefetch(coreActionsQuery, {}), prefetch(chainConnectionsQuery, {})]}>
      <NewChain />
    </Prefetched>
  );
}
