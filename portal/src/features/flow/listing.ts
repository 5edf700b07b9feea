import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { flowsQuery } from './flow.documents';

export const STATUSES = ['PENDING', 'RUNNING', 'WAITING', 'SUCCESS', 'FAILED', 'CANCELLED', 'COMPENSATED'] as const;

export const flowListing = listing({
  document: flowsQuery,
  filters: {
    status: parseAsStringLiteral(STATUSES),
    mode: parseAsStringLiteral(['PLAN', 'APPLY']),
    chain: parseAsString,
    person: parseAsString,
  },
  variables: (state, { status, mode, chain, person }, page) => ({
    ...page,
    text: state.q || null,
    status,
    mode,
    chainId: chain,
    subjectId: person,
    direction: directionOf(state),
  }),
  page: (data) => data.actionFlows,
});
