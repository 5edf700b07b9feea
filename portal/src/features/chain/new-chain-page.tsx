import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { coreActionsQuery } from './chain.documents';
import { NewChain } from './new-chain';

export function NewChainPage() {
  return (
    <Prefetched queries={[prefetch(coreActionsQuery, {})]}>
      <NewChain />
    </Prefetched>
  );
}
