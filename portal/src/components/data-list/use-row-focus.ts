'use client';

import { type FocusEvent, useCallback, useState } from 'react';

export interface RowFocus {
  /** The row that Tab comes back to. */
  readonly activeId: string | null;
  /** The row that has the focus now, itself or something in it. */
  readonly focusedId: string | null;
  /** The same at each rendering. */
  readonly onFocusRow: (id: string) => void;
  readonly onBlurRows: (event: FocusEvent<HTMLElement>) => void;
}

/** Where the keyboard is in a list. */
export function useRowFocus(): RowFocus {
  const [activeId, setActiveId] = useState<string | null>(null);
  const [isWithin, setWithin] = useState(false);
  const onFocusRow = useCallback((id: string) => {
    setActiveId(id);
    setWithin(true);
  }, []);
  return {
    activeId,
    focusedId: isWithin ? activeId : null,
    onFocusRow,
    onBlurRows: ({ currentTarget, relatedTarget }) => {
      if (!currentTarget.contains(relatedTarget)) setWithin(false);
    },
  };
}
