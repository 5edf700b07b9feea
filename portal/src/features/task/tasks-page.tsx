import { prefetchedList } from '@/components/data-list/prefetched-list';
import { taskListing } from './listing';
import { TaskList } from './task-list';

export const TasksPage = prefetchedList(taskListing, TaskList);
