import { prefetchedList } from '@/components/data-list/prefetched-list';
import { ChainList } from './chain-list';
import { chainListing } from './listing';

export const ChainsPage = prefetchedList(chainListing, ChainList);
