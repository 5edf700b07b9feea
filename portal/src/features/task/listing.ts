import { parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { STATUS_OPTIONS } from './run/run-words';
import { tasksQuery } from './task.documents';

export const taskListing = listing({
  document: tasksQuery,
  filters: {
    state: parseAsStringLiteral(['enabled', 'disabled']),
    kind: parseAsStringLiteral(['own', 'built-in']),
    last: parseAsStringLiteral(STATUS_OPTIONS.map(({ value }) => value)),
  },
  variables: (list, { state, kind, last }, page) => ({
    ...page,
    text: list.q || null,
    enabled: state && state === 'enabled',
    isBuiltIn: kind && kind === 'built-in',
    lastRunStatus: last,
    orderBy: orderOf(list, ['NAME', 'CREATED_AT', 'NEXT_RUN_AT', 'ENABLED'], {
      field: 'CREATED_AT',
      direction: 'DESC',
    }),
  }),
  page: (data) => data.tasks,
});
