import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { flowQuery } from './flow.documents';
import { FlowDetail } from './flow-detail';

export function FlowPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(flowQuery, { id })]}>
      <FlowDetail id={id} />
    </Prefetched>
  );
}
