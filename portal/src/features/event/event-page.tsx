import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { eventQuery } from './event.documents';
import { EventDetail } from './event-detail';

export function EventPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(eventQuery, { id })]}>
      <EventDetail id={id} />
    </Prefetched>
  );
}
