import { prefetchedList } from '@/components/data-list/prefetched-list';
import { runListing } from './listing';
import { RunList } from './run-list';

export const RunsPage = prefetchedList(runListing, RunList);
