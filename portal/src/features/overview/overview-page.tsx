import { redirect } from 'next/navigation';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { requireViewer } from '@/lib/session/require-viewer';
import { Overview } from './overview';
import {
  attentionQuery,
  connectionHealthQuery,
  gettingStartedQuery,
  pulseQuery,
  waitingQuery,
} from './overview.documents';

/** How the organisation stands; who may see nothing of it sees themselves. */
export async function OverviewPage() {
  const { me } = await requireViewer();
  if (me.permissions.length === 0) redirect(`/people/${me.id}`);
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
