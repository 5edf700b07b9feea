'use client';

import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { type ListState, listParsers } from './list-state';

export interface ListControls {
  readonly state: ListState;
  readonly isPending: boolean;
  search(text: string): void;
  sortBy(field: string): void;
  nextPage(cursor: string): void;
  previousPage(): void;
  firstPage(): void;
}

/** The list's state in the URL, and how it changes. Whatever changes what is shown begins at the first page. */
export function useListState(): ListControls {
  const [isPending, startTransition] = useTransition();
  const [state, setState] = useQueryStates(listParsers, { startTransition, history: 'replace', scroll: false });
  return {
    state,
    isPending,
    search: (q) => void setState({ q: q || null, pages: null }),
    sortBy: (field) =>
      void setState({ sort: field, dir: state.sort === field && state.dir === 'asc' ? 'desc' : 'asc', pages: null }),
    nextPage: (cursor) => void setState({ pages: [...state.pages, cursor] }, { history: 'push', scroll: true }),
    previousPage: () => void setState({ pages: state.pages.slice(0, -1) }, { history: 'push', scroll: true }),
    firstPage: () => void setState({ pages: null }),
  };
}
