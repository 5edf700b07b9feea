import { prefetchedList } from '@/components/data-list/prefetched-list';
import { AuditList } from './audit-list';
import { auditListing } from './listing';

export const AuditPage = prefetchedList(auditListing, AuditList);
