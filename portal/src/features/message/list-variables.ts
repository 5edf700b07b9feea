import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { type ListState, pageOf } from '@/components/data-list/list-state';
import type { MessagesQueryVariables } from '../../../generated/graphql';

export const messageFilterParsers = {
  status: parseAsStringLiteral(['PENDING', 'SENT', 'FAILED', 'CANCELLED']),
  person: parseAsString,
};

interface MessageFilters {
  readonly status: 'PENDING' | 'SENT' | 'FAILED' | 'CANCELLED' | null;
  readonly person: string | null;
}

/** What the list asks for, for the server's first paint and for the page alike. */
export function messageListVariables(
  { status, person }: MessageFilters,
  state: ListState,
  page = pageOf(state),
): MessagesQueryVariables {
  return { ...page, filter: { ...(status ? { status } : {}), ...(person ? { userId: person } : {}) } };
}
