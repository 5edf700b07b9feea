import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { eventCatalogueNamesQuery, eventsQuery } from './event.documents';
import { EventList } from './event-list';
import { eventFilterParsers, eventListVariables } from './list-variables';

const loadList = createLoader(listParsers);
const loadFilters = createLoader(eventFilterParsers);

export async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [state, filters] = await Promise.all([loadList(searchParams), loadFilters(searchParams)]);
  return (
    <Prefetched
      queries={[prefetch(eventsQuery, eventListVariables(filters, state)), prefetch(eventCatalogueNamesQuery, {})]}
    >
      <EventList />
    </Prefetched>
  );
}
