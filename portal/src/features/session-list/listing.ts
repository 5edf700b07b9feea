import { parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { spanVariables } from '@/components/span';
import { inUserAgents } from './device-name';
import { sessionsQuery } from './session.documents';

export const IDLE = [
  { value: 'day', label: 'Not seen for a day' },
  { value: 'week', label: 'Not seen for a week' },
] as const;

/** Where somebody is signed in; without a name, oneself. */
export const sessionListing = (userId: string | null = null) =>
  listing({
    document: sessionsQuery,
    scope: 'sessions',
    filters: { idle: parseAsStringLiteral(IDLE.map(({ value }) => value)) },
    variables: (state, { idle }, page) => ({
      ...page,
      userId,
      text: inUserAgents(state.q) || null,
      idleSince: spanVariables({ span: idle, since: null, until: null }).since ?? null,
      orderBy: orderOf(state, ['CREATED_AT', 'LAST_REFRESHED_AT'], { field: 'CREATED_AT', direction: 'DESC' }),
    }),
    page: (data) => data.sessions,
  });
