import { prefetchedList } from '@/components/data-list/prefetched-list';
import { prefetch } from '@/lib/api/prefetched';
import { eventCatalogueNamesQuery } from './event.documents';
import { EventList } from './event-list';
import { eventListing } from './listing';

export const EventsPage = prefetchedList(eventListing, EventList, [prefetch(eventCatalogueNamesQuery, {})]);
