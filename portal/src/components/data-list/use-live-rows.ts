'use client';

import { useEffect, useState } from 'react';
import { type Held, type Placed, placedByPlace, placeRows } from './place-rows';

interface Shown<Row> extends Placed<Row> {
  readonly incoming: readonly Row[];
  /** What was asked for: rows of another page or filter take nothing over. */
  readonly question: string;
}

/** The rows of a live list, where what one has the focus on, has selected or is pressing stays the same row. */
export function useLiveRows<Row extends { id: string }>(incoming: readonly Row[], question: string, held: Held) {
  const [shown, setShown] = useState<Shown<Row>>(() => ({ ...placedByPlace(incoming), incoming, question }));
  const { isPressed, onPress } = usePress();
  let now = shown;
  if (shown.incoming !== incoming && !isPressed) {
    const placed = shown.question === question ? placeRows(shown, incoming, held) : placedByPlace(incoming);
    now = { ...placed, incoming, question };
    setShown(now);
  }
  return { rows: now.rows, keys: now.keys, onPress };
}

/** Between press and release nothing moves: a click is for the row that it began on. */
function usePress() {
  const [isPressed, setPressed] = useState(false);
  useEffect(() => {
    if (!isPressed) return;
    // The click comes right after the release, and belongs to what was pressed.
    const release = () => setTimeout(() => setPressed(false));
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    return () => {
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
    };
  }, [isPressed]);
  return { isPressed, onPress: () => setPressed(true) };
}
