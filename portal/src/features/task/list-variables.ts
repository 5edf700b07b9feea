import { parseAsStringLiteral } from 'nuqs/server';
import { type ListState, orderOf, pageOf } from '@/components/data-list/list-state';
import type { TasksQueryVariables } from '../../../generated/graphql';

/** The filters of the list of tasks, by their names in the URL. */
export const taskFilterParsers = {
  state: parseAsStringLiteral(['enabled', 'disabled']),
  kind: parseAsStringLiteral(['own', 'built-in']),
};

export interface TaskFilters {
  state: 'enabled' | 'disabled' | null;
  kind: 'own' | 'built-in' | null;
}

/** What the list asks for, for the server's first paint and for the page alike. */
export function taskListVariables({ state: enabled, kind }: TaskFilters) {
  return (state: ListState, page = pageOf(state)): TasksQueryVariables => ({
    ...page,
    text: state.q || null,
    enabled: enabled && enabled === 'enabled',
    isBuiltIn: kind && kind === 'built-in',
    orderBy: orderOf(state, ['NAME', 'CREATED_AT'], { field: 'CREATED_AT', direction: 'DESC' }),
  });
}
