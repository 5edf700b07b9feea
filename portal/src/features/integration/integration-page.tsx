import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { catalogueQuery, integrationQuery } from './integration.documents';
import { IntegrationDetail } from './integration-detail';

export function IntegrationPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(integrationQuery, { id }), prefetch(catalogueQuery, {})]}>
      <IntegrationDetail id={id} />
    </Prefetched>
  );
}
