import { parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { tasksQuery } from './task.documents';

export const taskListing = listing({
  document: tasksQuery,
  filters: {
    state: parseAsStringLiteral(['enabled', 'disabled']),
    kind: parseAsStringLiteral(['own', 'built-in']),
  },
  variables: (list, { state, kind }, page) => ({
    ...page,
    text: list.q || null,
    enabled: state && state === 'enabled',
    isBuiltIn: kind && kind === 'built-in',
    orderBy: orderOf(list, ['NAME', 'CREATED_AT'], { field: 'CREATED_AT', direction: 'DESC' }),
  }),
  page: (data) => data.tasks,
});
