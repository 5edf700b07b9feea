import { parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { chainsQuery } from './chain.documents';
import { PURPOSES } from './purpose';

export const chainListing = listing({
  document: chainsQuery,
  filters: { purpose: parseAsStringLiteral(PURPOSES.map(({ value }) => value)) },
  variables: (state, { purpose }, page) => ({
    ...page,
    text: state.q || null,
    purpose,
    orderBy: orderOf(state, ['NAME', 'UPDATED_AT', 'PURPOSE'], { field: 'CREATED_AT', direction: 'DESC' }),
  }),
  page: (data) => data.actionChains,
});
