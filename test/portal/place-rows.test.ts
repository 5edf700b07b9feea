import { expect, it } from 'vitest';
import { placedByPlace, placeRows } from '../../portal/src/components/data-list/place-rows.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const NOTHING: ReadonlySet<string> = new Set();
const before = placedByPlace(rows('c', 'b', 'a'));
const after = (incoming: string[], focusedId: string | null, selectedIds = NOTHING) => {
  const { rows: placed, keys } = placeRows(before, rows(...incoming), { focusedId, selectedIds });
  return { ids: placed.map(({ id }) => id), keys };
};

it('a place keeps its element while rows come in', () => {
  expect(after(['e', 'd', 'c'], null)).toEqual({ ids: ['e', 'd', 'c'], keys: [0, 1, 2] });
});

it('the element that has the focus goes with its row', () => {
  expect(after(['d', 'c', 'b'], 'c')).toEqual({ ids: ['d', 'c', 'b'], keys: [1, 0, 2] });
  expect(after(['b', 'a'], 'b')).toEqual({ ids: ['b', 'a'], keys: [1, 0] });
});

it('what is focused or selected stays when newer rows push it off the page', () => {
  const { ids, keys } = after(['e', 'd', 'c'], 'b');
  expect(ids).toEqual(['e', 'd', 'c', 'b']);
  expect(keys.at(-1)).toBe(1);
  expect(after(['f', 'e', 'd'], null, new Set(['a', 'c'])).ids).toEqual(['f', 'e', 'd', 'c', 'a']);
});

it('no two rows have one element', () => {
  const { keys } = after(['i', 'h', 'g', 'f', 'c'], 'c', new Set(['b', 'a']));
  expect(new Set(keys).size).toBe(keys.length);
});
