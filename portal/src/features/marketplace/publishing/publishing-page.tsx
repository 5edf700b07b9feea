import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { Publishing } from './publishing';
import { ownVersionsQuery, publishersQuery } from './publishing.documents';

export function PublishingPage() {
  return (
    <Prefetched queries={[prefetch(publishersQuery, {}), prefetch(ownVersionsQuery, {})]}>
      <Publishing />
    </Prefetched>
  );
}
