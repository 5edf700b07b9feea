import { prefetchedList } from '@/components/data-list/prefetched-list';
import { prefetch } from '@/lib/api/prefetched';
import { Catalogue } from './catalogue';
import { catalogueListing } from './listing';
import { categoriesQuery, installedQuery } from './marketplace.documents';

export const MarketplacePage = prefetchedList(catalogueListing, Catalogue, [
  prefetch(categoriesQuery, {}),
  prefetch(installedQuery, {}),
]);
