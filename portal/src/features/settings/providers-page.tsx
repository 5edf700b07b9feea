import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { Providers } from './providers/providers';
import { providersQuery } from './settings.documents';

export function ProvidersPage() {
  return (
    <Prefetched queries={[prefetch(providersQuery, {})]}>
      <Providers />
    </Prefetched>
  );
}
