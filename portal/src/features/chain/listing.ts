import { parseAsStringLiteral } from 'nuqs/server';
import { listing } from '@/components/data-list/listing';
import { chainsQuery } from './chain.documents';
import { PURPOSES } from './purpose';

export const chainListing = listing({
  document: chainsQuery,
  filters: { purpose: parseAsStringLiteral(PURPOSES.map(({ value }) => value)) },
  variables: ({ q }, { purpose }, page) => ({ ...page, text: q || null, purpose }),
  page: (data) => data.actionChains,
});
