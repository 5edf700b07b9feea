import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { providersQuery } from '../settings.documents';

export const providerListing = listing({
  document: providersQuery,
  scope: 'providers',
  filters: {},
  variables: (state, _, page) => ({
    ...page,
    text: state.q || null,
    orderBy: orderOf(state, ['NAME', 'PROVIDER_TYPE', 'CREATED_AT'], { field: 'NAME', direction: 'ASC' }),
  }),
  page: (data) => data.federatedProviders,
});
