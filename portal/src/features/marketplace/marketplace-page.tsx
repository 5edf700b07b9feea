import { createLoader, parseAsString, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { Catalogue } from './catalogue';
import { catalogueVariables } from './catalogue-variables';
import { catalogueQuery, categoriesQuery, installedQuery } from './marketplace.documents';

const load = createLoader({ ...listParsers, category: parseAsString });

export async function MarketplacePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { category, ...state } = await load(searchParams);
  return (
    <Prefetched
      queries={[
        prefetch(catalogueQuery, catalogueVariables(state, category)),
        prefetch(categoriesQuery, {}),
        prefetch(installedQuery, {}),
      ]}
    >
      <Catalogue />
    </Prefetched>
  );
}
