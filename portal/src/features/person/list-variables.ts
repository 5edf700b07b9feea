import { type ListState, orderOf, pageOf } from '@/components/data-list/list-state';
import type { PeopleQueryVariables } from '../../../generated/graphql';
import { type PeopleFilters, ROLES } from './people-filters';

/** What the list asks for, for the server's first paint and for the page alike. */
export function peopleListVariables(
  state: ListState,
  { status, role, group, manager }: PeopleFilters,
  page = pageOf(state),
): PeopleQueryVariables {
  return {
    ...page,
    filter: {
      text: state.q || null,
      isActive: status === 'active' ? true : status === 'inactive' ? false : null,
      role: ROLES.find(({ value }) => value === role)?.value ?? null,
      groupId: group,
      managerId: manager,
    },
    orderBy: orderOf(state, ['EMAIL', 'LAST_NAME', 'CREATED_AT'], { field: 'LAST_NAME', direction: 'ASC' }),
  };
}
