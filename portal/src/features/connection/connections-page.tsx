import { prefetchedList } from '@/components/data-list/prefetched-list';
import { ConnectionList } from './connection-list';
import { connectionListing } from './listing';

export const ConnectionsPage = prefetchedList(connectionListing, ConnectionList);
