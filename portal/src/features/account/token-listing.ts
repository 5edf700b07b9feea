import { parseAsStringLiteral } from 'nuqs/server';
import { listing } from '@/components/data-list/listing';
import { apiTokensQuery } from './account.documents';

export const TOKEN_STATES = [
  { value: 'ended', label: 'Ended ones' },
  { value: 'all', label: 'All' },
] as const;

/** One's own tokens; those that can be used, unless others are asked for. */
export const tokenListing = listing({
  document: apiTokensQuery,
  scope: 'tokens',
  filters: { state: parseAsStringLiteral(TOKEN_STATES.map(({ value }) => value)) },
  variables: ({ q }, { state }, page) => ({
    ...page,
    text: q || null,
    isActive: state === 'all' ? null : state !== 'ended',
  }),
  page: (data) => data.apiTokens,
});
