'use client';

import { useEffect, useState } from 'react';
import { type Held, type Placed, placedByPlace, placeRows } from './place-rows';

interface Shown<Row> extends Placed<Row> {
  readonly incoming: readonly Row[];
  /** What was asked for: rows of another page or filter take nothing over. */
  readonly question: string;
}

interface LiveRows<Row> {
  incoming: readonly Row[];
  question: string;
  held: Held;
  /** Else rows are shown as they are asked for. */
  isLive: boolean;
}

/** The rows of a list; in a live one, what has the focus, is selected or is being pressed stays the same row. */
export function useLiveRows<Row extends { id: string }>({ incoming, question, held, isLive }: LiveRows<Row>) {
  const [shown, setShown] = useState<Shown<Row>>(() => ({ ...placedByPlace(incoming), incoming, question }));
  const { isPressed, onPress } = usePress();
  let now = shown;
  if (isLive && shown.incoming !== incoming && !isPressed) {
    const placed = shown.question === question ? placeRows(shown, incoming, held) : placedByPlace(incoming);
    now = { ...placed, incoming, question };
    setShown(now);
  }
  if (!isLive) return { rows: incoming, keys: incoming.map(({ id }) => id), onPress };
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
