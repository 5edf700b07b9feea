import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { approvalsQuery } from './approval.documents';
import { Approvals } from './approvals';

export function ApprovalsPage() {
  return (
    <Prefetched queries={[prefetch(approvalsQuery, {})]}>
      <Approvals />
    </Prefetched>
  );
}
