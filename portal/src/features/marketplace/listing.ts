import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { catalogueQuery } from './marketplace.documents';

export const INSTALLED = [
  { value: 'yes', label: 'Installed' },
  { value: 'no', label: 'Not installed' },
] as const;

export const catalogueListing = listing({
  document: catalogueQuery,
  filters: { category: parseAsString, installed: parseAsStringLiteral(INSTALLED.map(({ value }) => value)) },
  variables: (state, { category, installed }, page) => ({
    ...page,
    filter: {
      ...(state.q ? { text: state.q } : {}),
      ...(category ? { category } : {}),
      ...(installed ? { isInstalled: installed === 'yes' } : {}),
    },
    orderBy: orderOf(state, ['NAME', 'UPDATED_AT', 'CREATED_AT'], { field: 'NAME', direction: 'ASC' }),
  }),
  page: (data) => data.plugins,
});
