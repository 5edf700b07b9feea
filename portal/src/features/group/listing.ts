import { parseAsString } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { groupsQuery } from './group.documents';

export const groupListing = listing({
  document: groupsQuery,
  filters: { member: parseAsString },
  variables: (state, { member }, page) => ({
    ...page,
    filter: { ...(state.q ? { text: state.q } : {}), ...(member ? { memberId: member } : {}) },
    orderBy: orderOf(state, ['NAME', 'CREATED_AT'], { field: 'NAME', direction: 'ASC' }),
  }),
  page: (data) => data.groups,
});
