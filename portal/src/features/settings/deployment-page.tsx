import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { Deployment } from './deployment';
import { deploymentQuery } from './settings.documents';

export function DeploymentPage() {
  return (
    <Prefetched queries={[prefetch(deploymentQuery, {})]}>
      <Deployment />
    </Prefetched>
  );
}
