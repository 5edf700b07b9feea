'use client';

import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { type ListState, listParsers, urlKeysOf } from './list-state';

export interface ListControls {
  readonly state: ListState;
  readonly isPending: boolean;
  search(text: string): void;
  /** By a column's header: the same again turns it round. */
  sortBy(field: string): void;
  orderBy(field: string, direction: ListState['dir']): void;
  nextPage(cursor: string): void;
  previousPage(): void;
}

/** The list's state in the URL, and how it changes. Whatever changes what is shown begins at the first page. */
export function useListState(scope?: string): ListControls {
  const [isPending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(listParsers, {
    startTransition,
    history: 'replace',
    scroll: false,
    urlKeys: urlKeysOf(listParsers, scope),
  });
  // A page within a page is turned where one looks at it.
  const turn = { history: 'push', scroll: scope === undefined } as const;
  return {
    state,
    isPending,
    search: (q) => void setState({ q: q || null, pages: null }),
    sortBy: (field) =>
      void setState({ sort: field, dir: state.sort === field && state.dir === 'asc' ? 'desc' : 'asc', pages: null }),
    orderBy: (sort, dir) => void setState({ sort, dir, pages: null }),
    nextPage: (cursor) => void setState({ pages: [...state.pages, cursor] }, turn),
    previousPage: () => void setState({ pages: state.pages.slice(0, -1) }, turn),
  };
}
