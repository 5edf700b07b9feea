import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { taskQuery } from './task.documents';
import { TaskDetail } from './task-detail';

export function TaskPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(taskQuery, { id })]}>
      <TaskDetail id={id} />
    </Prefetched>
  );
}
