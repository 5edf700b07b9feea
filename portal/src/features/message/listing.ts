import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { messagesQuery } from './message.documents';

export const messageListing = listing({
  document: messagesQuery,
  filters: {
    status: parseAsStringLiteral(['PENDING', 'SENT', 'FAILED', 'CANCELLED']),
    person: parseAsString,
  },
  variables: (state, { status, person }, page) => ({
    ...page,
    filter: {
      ...(status ? { status } : {}),
      ...(person ? { userId: person } : {}),
      ...(state.q ? { text: state.q } : {}),
    },
    direction: directionOf(state),
  }),
  page: (data) => data.messages,
});
