import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { scriptTemplatesQuery } from '../task.documents';
import { NewTask } from './new-task';

export function NewTaskPage() {
  return (
    <Prefetched queries={[prefetch(scriptTemplatesQuery, {})]}>
      <NewTask />
    </Prefetched>
  );
}
