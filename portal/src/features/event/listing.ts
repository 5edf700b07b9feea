import { parseAsString } from 'nuqs/server';
import { listing } from '@/components/data-list/listing';
import { spanParsers, spanVariables } from '@/components/span';
import { eventsQuery } from './event.documents';

export const eventListing = listing({
  document: eventsQuery,
  filters: { type: parseAsString, ...spanParsers },
  variables: (_, { type, ...span }, page) => ({
    ...page,
    filter: { ...(type ? { types: [type] } : {}), ...spanVariables(span) },
  }),
  page: (data) => data.events,
});
