import type { Cell, Column } from './column';
import type { ListState } from './list-state';

/** The rows whose cells hold the searched words, in the order that is asked for, or in their own. Empty cells come last. */
export function narrowed<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { q, sort, dir }: ListState,
): readonly Row[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => {
    const text = columns.map(({ csv }) => String(csv?.(row) ?? '')).join('\n');
    return words.every((word) => text.toLowerCase().includes(word));
  });
  const by = columns.find(({ sortField }) => sort !== '' && sortField === sort)?.csv;
  if (!by) return found;
  const { filled = [], empty = [] } = Object.groupBy(found, (row) => ((by(row) ?? '') === '' ? 'empty' : 'filled'));
  const sorted = filled.toSorted((a, b) => compared(by(a), by(b)));
  return [...(dir === 'desc' ? sorted.reverse() : sorted), ...empty];
}

function compared(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'en', { numeric: true });
}
