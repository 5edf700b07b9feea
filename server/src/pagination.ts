import { invalidCursor, readCursor, writeCursor } from './cursor.ts';
import { invalidField } from './errors.ts';
import { type Key, keysOfRow, stretchesOf } from './keyset.ts';

/** What a client asks of a list. */
export interface PageInput {
  first?: number | undefined;
  after?: string | null | undefined;
  /** Of lists in time: DESC, the newest first, when left out. */
  direction?: Order<string>['direction'] | undefined;
}

export interface Order<Field extends string> {
  field: Field;
  direction: 'ASC' | 'DESC';
}

/** What there is to know of a field that rows are ordered by, beyond a value that all have and that can be compared. */
export type FieldTraits = Partial<Pick<Key, 'path' | 'empty' | 'values'>> & {
  /** What rows are ordered by before it. */
  within?: Key;
};

/** One page of a list, with the way to the next. `count` is asked only when a client wants the total. */
export interface Page<Row> {
  rows: { row: Row; cursor: string }[];
  hasNextPage: boolean;
  count(): Promise<number>;
}

/** What a list's query adds to its own conditions. Spread `where` under AND. A page may take two. */
export interface KeysetQuery {
  where: object;
  orderBy: object[];
  take: number;
}

const MOST = 100;
const DEFAULT = 50;

/** Rejects a page size out of bounds; 50 when none is asked for. */
export function pageSize({ first = DEFAULT }: PageInput): number {
  if (Number.isInteger(first) && first >= 1 && first <= MOST) return first;
  throw invalidField('first', `must be between 1 and ${MOST}`);
}

/**
 * Pages through rows by a key (the ordered field, then the id), so that a page stays right while rows come and go.
 * `fetch` gets what to add to a Prisma query; rows must carry `id` and the ordered field.
 */
export function paginate<Row extends { id: string }, Field extends string>(
  input: PageInput,
  order: Order<Field> & FieldTraits,
  fetch: (query: KeysetQuery) => Promise<Row[]>,
  count: () => Promise<number>,
): Promise<Page<Row>> {
  return paginateByKeys(input, keysOf(order), fetch, count);
}

/** The same by keys of one's own, the last of which is an id. */
export async function paginateByKeys<Row extends object>(
  input: PageInput,
  keys: readonly Key[],
  fetch: (query: KeysetQuery) => Promise<Row[]>,
  count: () => Promise<number>,
): Promise<Page<Row>> {
  const size = pageSize(input);
  const found: Row[] = [];
  for (const stretch of stretchesOf(keys, input.after ? valuesIn(input.after, keys.length) : undefined)) {
    const take = size + 1 - found.length;
    if (take > 0) found.push(...(await fetch({ ...stretch, take })));
  }
  const rows = found.slice(0, size).map((row) => ({ row, cursor: cursorOf(keysOfRow(keys, row)) }));
  return { rows, hasNextPage: found.length > size, count };
}

export function directionOf({ direction }: Order<string>): Key['direction'] {
  return direction === 'ASC' ? 'asc' : 'desc';
}

function keysOf({ field, path = [field], within, ...order }: Order<string> & FieldTraits): Key[] {
  const direction = directionOf({ field, ...order });
  const id: Key = { path: ['id'], direction };
  if (field === 'id') return [id];
  return [...(within ? [within] : []), { ...order, path, direction }, id];
}

function cursorOf(values: unknown[]): string {
  return values.length === 1 ? writeCursor(...values, ...values) : writeCursor(...values);
}

/** The other way round: a list that is ordered by ids alone has them twice. */
function valuesIn(cursor: string, count: number): unknown[] {
  const values = readCursor(cursor);
  if (values.length === Math.max(count, 2)) return values.slice(-count);
  throw invalidCursor();
}
