/** Rows as they stand on the page, and which element each is in. */
export interface Placed<Row> {
  readonly rows: readonly Row[];
  /** The React keys of the rows' elements. */
  readonly keys: readonly number[];
}

export interface Held {
  /** The row that has the focus. */
  readonly focusedId: string | null;
  readonly selectedIds: ReadonlySet<string>;
}

export function placedByPlace<Row>(rows: readonly Row[]): Placed<Row> {
  return { rows, keys: rows.map((_, place) => place) };
}

/**
 * Gives rows that came in by themselves their elements. A place keeps its element, so that nothing is made anew or
 * moves while many come in; but the element that has the focus goes with its row, and a row that is focused or
 * selected stays, below the others, when newer ones push it off the page.
 */
export function placeRows<Row extends { id: string }>(
  before: Placed<Row>,
  incoming: readonly Row[],
  { focusedId, selectedIds }: Held,
): Placed<Row> {
  const came = new Set(incoming.map(({ id }) => id));
  const kept = before.rows.filter(({ id }) => !came.has(id) && (id === focusedId || selectedIds.has(id)));
  const rows = [...incoming, ...kept];
  const from = before.rows.findIndex(({ id }) => id === focusedId);
  const to = rows.findIndex(({ id }) => id === focusedId);
  const held = before.keys[from];
  if (held === undefined || to === -1) return { rows, keys: resized(before.keys, rows.length) };
  const others = resized(
    before.keys.filter((key) => key !== held),
    rows.length - 1,
    held,
  );
  return { rows, keys: others.toSpliced(to, 0, held) };
}

/** As many keys as there are rows, each unlike the others and unlike the one that is taken. */
function resized(keys: readonly number[], count: number, taken = -1): number[] {
  const fresh = Math.max(taken, ...keys) + 1;
  return Array.from({ length: count }, (_, place) => keys[place] ?? fresh + place);
}
