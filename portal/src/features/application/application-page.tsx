import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { applicationQuery } from './application.documents';
import { ApplicationDetail } from './application-detail';

export function ApplicationPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(applicationQuery, { id })]}>
      <ApplicationDetail id={id} />
    </Prefetched>
  );
}
