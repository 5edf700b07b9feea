import { prefetchedList } from '@/components/data-list/prefetched-list';
import { FlowList } from './flow-list';
import { flowListing } from './listing';

export const FlowsPage = prefetchedList(flowListing, FlowList);
