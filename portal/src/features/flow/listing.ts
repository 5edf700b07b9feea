import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { listing } from '@/components/data-list/listing';
import { flowsQuery } from './flow.documents';

export const STATUSES = ['PENDING', 'RUNNING', 'WAITING', 'SUCCESS', 'FAILED', 'CANCELLED', 'COMPENSATED'] as const;

export const flowListing = listing({
  document: flowsQuery,
  filters: {
    status: parseAsStringLiteral(STATUSES),
    mode: parseAsStringLiteral(['PLAN', 'APPLY']),
    chain: parseAsString,
  },
  variables: ({ q }, { status, mode, chain }, page) => ({ ...page, text: q || null, status, mode, chainId: chain }),
  page: (data) => data.actionFlows,
});
