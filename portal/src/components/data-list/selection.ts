'use client';

import { useState } from 'react';

export interface Selection<Row> {
  readonly rows: readonly Row[];
  has(row: Row): boolean;
  toggle(row: Row): void;
  toggleAll(): void;
  keep(rows: readonly Row[]): void;
}

/** The ids of rows that are selected. */
export function useSelectedIds() {
  return useState<ReadonlySet<string>>(new Set());
}

/** Which of the rows on the page are selected. A row that is no longer there is not selected either. */
export function selectionOf<Row extends { id: string }>(
  shown: readonly Row[],
  [ids, setIds]: ReturnType<typeof useSelectedIds>,
): Selection<Row> {
  const rows = shown.filter(({ id }) => ids.has(id));
  return {
    rows,
    has: ({ id }) => ids.has(id),
    toggle: ({ id }) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    toggleAll: () => setIds(rows.length === shown.length ? new Set() : new Set(shown.map(({ id }) => id))),
    keep: (kept) => setIds(new Set(kept.map(({ id }) => id))),
  };
}
