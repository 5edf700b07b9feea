import { BY_TIME, directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { confirmationsQuery } from './approval.documents';

/** The newest first, unless the URL asks for what has waited longest. */
export const confirmationListing = listing({
  document: confirmationsQuery,
  scope: 'removals',
  filters: {},
  variables: (state, _, page) => ({ ...page, text: state.q || null, direction: directionOf(state) }),
  page: (data) => data.taskRuns,
});

export const CONFIRMATION_ORDERS = [
  { field: '', direction: 'asc', label: 'Newest first' },
  { field: BY_TIME, direction: 'asc', label: 'Longest waiting first' },
] as const;
