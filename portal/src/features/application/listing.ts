import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { applicationsQuery } from './application.documents';

export const applicationListing = listing({
  document: applicationsQuery,
  filters: {},
  variables: (state, _, page) => ({
    ...page,
    filter: state.q ? { text: state.q } : null,
    orderBy: orderOf(state, ['NAME', 'CREATED_AT', 'SECRET_ROTATED_AT'], { field: 'NAME', direction: 'ASC' }),
  }),
  page: (data) => data.applications,
});
