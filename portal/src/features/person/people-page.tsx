import { prefetchedList } from '@/components/data-list/prefetched-list';
import { peopleListing } from './listing';
import { PeopleList } from './people-list';

export const PeoplePage = prefetchedList(peopleListing, PeopleList);
