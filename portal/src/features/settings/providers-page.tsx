import { prefetchedList } from '@/components/data-list/prefetched-list';
import { providerListing } from './providers/listing';
import { Providers } from './providers/providers';

export const ProvidersPage = prefetchedList(providerListing, Providers);
