import { listing } from '@/components/data-list/listing';
import { sessionsQuery } from './session.documents';

/** Where somebody is signed in; without a name, oneself. */
export const sessionListing = (userId: string | null = null) =>
  listing({
    document: sessionsQuery,
    scope: 'sessions',
    filters: {},
    variables: (_state, _filters, page) => ({ ...page, userId }),
    page: (data) => data.sessions,
  });
