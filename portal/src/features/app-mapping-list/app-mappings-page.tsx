import { prefetchedList } from '@/components/data-list/prefetched-list';
import { AppMappingList } from './app-mapping-list';
import { appMappingListing } from './listing';

export const AppMappingsPage = prefetchedList(appMappingListing, AppMappingList);
