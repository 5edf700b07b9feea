'use client';

import { useCallback, useState } from 'react';

export interface Selection<Row> {
  readonly rows: readonly Row[];
  has(row: Row): boolean;
  /** The same at each rendering. */
  readonly toggle: (row: Row) => void;
  toggleAll(): void;
  keep(rows: readonly Row[]): void;
}

/** The ids of rows that are selected. */
export function useSelectedIds() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    ({ id }: { id: string }) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    [],
  );
  return { ids, setIds, toggle };
}

/** Which of the rows on the page are selected. A row that is no longer there is not selected either. */
export function selectionOf<Row extends { id: string }>(
  shown: readonly Row[],
  { ids, setIds, toggle }: ReturnType<typeof useSelectedIds>,
): Selection<Row> {
  const rows = shown.filter(({ id }) => ids.has(id));
  return {
    rows,
    has: ({ id }) => ids.has(id),
    toggle,
    toggleAll: () => setIds(rows.length === shown.length ? new Set() : new Set(shown.map(({ id }) => id))),
    keep: (kept) => setIds(new Set(kept.map(({ id }) => id))),
  };
}
