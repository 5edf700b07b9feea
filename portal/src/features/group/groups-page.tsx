import { prefetchedList } from '@/components/data-list/prefetched-list';
import { GroupList } from './group-list';
import { groupListing } from './listing';

export const GroupsPage = prefetchedList(groupListing, GroupList);
