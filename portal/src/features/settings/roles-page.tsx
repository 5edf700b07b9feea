import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { Roles } from './roles/roles';
import { holdersQuery } from './settings.documents';

export function RolesPage() {
  return (
    <Prefetched queries={[prefetch(holdersQuery, {})]}>
      <Roles />
    </Prefetched>
  );
}
