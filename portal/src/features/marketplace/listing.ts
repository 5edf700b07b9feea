import { type ListState, pageOf } from '@/components/data-list/list-state';
import type { CatalogueQueryVariables } from '../../../generated/graphql';

/** What the catalogue asks for, for the server's first paint and for the page alike. */
export function catalogueVariables(state: ListState, category: string | null): CatalogueQueryVariables {
  const { q } = state;
  const isFiltered = q !== '' || category !== null;
  return {
    ...pageOf(state),
    filter: isFiltered ? { ...(q ? { text: q } : {}), ...(category ? { category } : {}) } : null,
  };
}
