import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { peopleQuery } from './person.documents';
import { ROLES } from './roles';

export const STATUSES = [
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Inactive' },
] as const;

export const peopleListing = listing({
  document: peopleQuery,
  filters: {
    status: parseAsStringLiteral(STATUSES.map(({ value }) => value)),
    role: parseAsStringLiteral(ROLES.map(({ value }) => value)),
    group: parseAsString,
    manager: parseAsString,
  },
  variables: (state, { status, role, group, manager }, page) => ({
    ...page,
    filter: {
      text: state.q || null,
      isActive: status && status === 'active',
      role,
      groupId: group,
      managerId: manager,
    },
    orderBy: orderOf(state, ['EMAIL', 'LAST_NAME', 'CREATED_AT', 'LAST_SIGN_IN_AT', 'ROLE', 'IS_ACTIVE'], {
      field: 'LAST_NAME',
      direction: 'ASC',
    }),
  }),
  page: (data) => data.users,
});
