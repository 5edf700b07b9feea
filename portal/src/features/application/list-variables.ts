import { type ListState, orderOf, pageOf } from '@/components/data-list/list-state';
import type { ApplicationsQueryVariables } from '../../../generated/graphql';

/** What the list asks for, for the server's first paint and for the page alike. */
export function applicationListVariables(state: ListState, page = pageOf(state)): ApplicationsQueryVariables {
  return {
    ...page,
    filter: state.q ? { text: state.q } : null,
    orderBy: orderOf(state, ['NAME', 'CREATED_AT'], { field: 'NAME', direction: 'ASC' }),
  };
}
