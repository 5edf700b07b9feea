import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { catalogueQuery } from './integration.documents';
import { NewIntegration } from './new-integration';

export function NewIntegrationPage() {
  return (
    <Prefetched queries={[prefetch(catalogueQuery, {})]}>
      <NewIntegration />
    </Prefetched>
  );
}
