import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { type ListState, orderOf, pageOf } from '@/components/data-list/list-state';
import type { IntegrationFilterInput, IntegrationsQueryVariables } from '../../../generated/graphql';

/** The list's filters in the URL. */
export const integrationFilterParsers = {
  state: parseAsStringLiteral(['enabled', 'disabled', 'failing']),
  event: parseAsString,
};

export interface IntegrationFilters {
  readonly state: 'enabled' | 'disabled' | 'failing' | null;
  readonly event: string | null;
}

const OF_STATE: Record<NonNullable<IntegrationFilters['state']>, IntegrationFilterInput> = {
  enabled: { enabled: true },
  disabled: { enabled: false },
  failing: { failing: true },
};

/** What the list asks for, for the server's first paint and for the page alike. */
export function integrationListVariables(
  { state, event }: IntegrationFilters,
  list: ListState,
  page = pageOf(list),
): IntegrationsQueryVariables {
  return {
    ...page,
    filter: {
      ...(list.q ? { text: list.q } : {}),
      ...(state ? OF_STATE[state] : {}),
      ...(event ? { eventType: event } : {}),
    },
    orderBy: orderOf(list, ['NAME', 'CREATED_AT'], { field: 'NAME', direction: 'ASC' }),
  };
}
