import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { listing } from '@/components/data-list/listing';
import { messagesQuery } from './message.documents';

export const messageListing = listing({
  document: messagesQuery,
  filters: {
    status: parseAsStringLiteral(['PENDING', 'SENT', 'FAILED', 'CANCELLED']),
    person: parseAsString,
  },
  variables: (_, { status, person }, page) => ({
    ...page,
    filter: { ...(status ? { status } : {}), ...(person ? { userId: person } : {}) },
  }),
  page: (data) => data.messages,
});
