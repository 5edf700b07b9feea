import { parseAsString } from 'nuqs/server';
import { type ListState, pageOf } from '@/components/data-list/list-state';
import { type SpanState, spanParsers, spanVariables } from '@/components/span';
import type { EventsQueryVariables } from '../../../generated/graphql';

/** The list's filters in the URL. */
export const eventFilterParsers = { type: parseAsString, ...spanParsers };

export interface EventFilters extends SpanState {
  readonly type: string | null;
}

/** What the list asks for, for the server's first paint and for the page alike. */
export function eventListVariables(
  filters: EventFilters,
  state: ListState,
  page = pageOf(state),
): EventsQueryVariables {
  return { ...page, filter: { ...(filters.type ? { types: [filters.type] } : {}), ...spanVariables(filters) } };
}
