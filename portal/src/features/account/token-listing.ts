import { parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
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
  variables: (list, { state }, page) => ({
    ...page,
    text: list.q || null,
    isActive: state === 'all' ? null : state !== 'ended',
    orderBy: orderOf(list, ['NAME', 'CREATED_AT', 'LAST_USED_AT', 'EXPIRES_AT'], {
      field: 'CREATED_AT',
      direction: 'DESC',
    }),
  }),
  page: (data) => data.apiTokens,
});
