import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { auditLogQuery } from './audit.documents';
import { AuditList } from './audit-list';
import { auditFilterParsers, auditListVariables } from './list-variables';

const loadList = createLoader(listParsers);
const loadFilters = createLoader(auditFilterParsers);

export async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [state, filters] = await Promise.all([loadList(searchParams), loadFilters(searchParams)]);
  return (
    <Prefetched queries={[prefetch(auditLogQuery, auditListVariables(filters, state))]}>
      <AuditList />
    </Prefetched>
  );
}
