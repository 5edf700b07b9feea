'use client';

import { createContext, useCallback, useContext, useEffect, useEffectEvent, useState } from 'react';

/** Hears of inputs that would be lost; what is returned ends that. */
type Hold = (isUnsaved: () => boolean) => () => void;

/** Null outside of what can be closed, as a dialog can. */
export const UnsavedInputs = createContext<Hold | null>(null);

/** Has the dialog that this stands in ask before it is closed with something to lose. */
export function useUnsavedInput(isUnsaved: () => boolean): void {
  const hold = useContext(UnsavedInputs);
  const isAsked = useEffectEvent(() => isUnsaved());
  useEffect(() => hold?.(() => isAsked()), [hold]);
}

/** Of what can be closed: its inputs, and whether any of them would be lost now. */
export function useHeldInputs() {
  const [held] = useState(() => new Set<() => boolean>());
  const hold = useCallback<Hold>(
    (isUnsaved) => {
      held.add(isUnsaved);
      return () => void held.delete(isUnsaved);
    },
    [held],
  );
  return { hold, areUnsaved: () => [...held].some((isUnsaved) => isUnsaved()) };
}
