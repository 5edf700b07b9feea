import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { taskFilterParsers, taskListVariables } from './list-variables';
import { tasksQuery } from './task.documents';
import { TaskList } from './task-list';

const loadList = createLoader(listParsers);
const loadFilters = createLoader(taskFilterParsers);

export async function TasksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [state, filters] = await Promise.all([loadList(searchParams), loadFilters(searchParams)]);
  return (
    <Prefetched queries={[prefetch(tasksQuery, taskListVariables(filters)(state))]}>
      <TaskList />
    </Prefetched>
  );
}
