import { prefetchedList } from '@/components/data-list/prefetched-list';
import { ImportStart } from './import-start';
import { importListing } from './listing';

export const ImportPage = prefetchedList(importListing, ImportStart);
