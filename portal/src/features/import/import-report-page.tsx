import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { importQuery } from './import.documents';
import { ImportReport } from './import-report';

export function ImportReportPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(importQuery, { id })]}>
      <ImportReport id={id} />
    </Prefetched>
  );
}
