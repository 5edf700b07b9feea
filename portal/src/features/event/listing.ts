import { parseAsString } from 'nuqs/server';
import { directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { spanParsers, spanVariables } from '@/components/span';
import { eventsQuery } from './event.documents';

export const eventListing = listing({
  document: eventsQuery,
  filters: { type: parseAsString, actor: parseAsString, ...spanParsers },
  variables: (state, { type, actor, ...span }, page) => ({
    ...page,
    filter: {
      ...(type ? { types: [type] } : {}),
      ...(actor ? { actorId: actor } : {}),
      ...(state.q ? { text: state.q } : {}),
      ...spanVariables(span),
    },
    direction: directionOf(state),
  }),
  page: (data) => data.events,
});
