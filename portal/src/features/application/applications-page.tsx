import { prefetchedList } from '@/components/data-list/prefetched-list';
import { ApplicationList } from './application-list';
import { applicationListing } from './listing';

export const ApplicationsPage = prefetchedList(applicationListing, ApplicationList);
