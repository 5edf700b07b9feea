import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { requireViewer } from '@/lib/session/require-viewer';
import { Overview } from './overview';
import {
  attentionQuery,
  connectionHealthQuery,
  gettingStartedQuery,
  ownProfileQuery,
  pulseQuery,
  waitingQuery,
} from './overview.documents';
import { OwnOverview } from './own-overview';

/** How the organisation stands; who may see nothing of it sees themselves. */
export async function OverviewPage() {
  const { me } = await requireViewer();
  if (me.permissions.length === 0) {
    return (
      <Prefetched queries={[prefetch(ownProfileQuery, {})]}>
        <OwnOverview />
      </Prefetched>
    );
  }
  const queries = [
    prefetch(pulseQuery, {}),
    prefetch(attentionQuery, {}),
    prefetch(waitingQuery, {}),
    ...(me.permissions.includes('connection:read') ? [prefetch(connectionHealthQuery, {})] : []),
    ...(me.permissions.includes('tenant:read') ? [prefetch(gettingStartedQuery, {})] : []),
  ];
  return (
    <Prefetched queries={queries}>
      <Overview />
    </Prefetched>
  );
}
