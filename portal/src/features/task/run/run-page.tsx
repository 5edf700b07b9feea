import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { runLogQuery, runQuery } from './run.documents';
import { RunDetail } from './run-detail';

export function RunPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(runQuery, { id }), prefetch(runLogQuery, { id, after: null })]}>
      <RunDetail id={id} />
    </Prefetched>
  );
}
