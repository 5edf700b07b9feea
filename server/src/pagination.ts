import { invalidField } from './errors.ts';

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

/** One page of a list, with the way to the next. `count` is asked only when a client wants the total. */
export interface Page<Row> {
  rows: { row: Row; cursor: string }[];
  hasNextPage: boolean;
  count(): Promise<number>;
}

/** What a list's query adds to its own conditions. Spread `where` under AND. */
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
export async function paginate<Row extends { id: string }, Field extends string & keyof Row>(
  input: PageInput,
  order: Order<Field>,
  fetch: (query: KeysetQuery) => Promise<Row[]>,
  count: () => Promise<number>,
): Promise<Page<Row>> {
  const size = pageSize(input);
  const direction = order.direction === 'ASC' ? 'asc' : 'desc';
  const where = input.after ? beyond(order.field, direction, readCursor(input.after)) : {};
  const orderBy = order.field === 'id' ? [{ id: direction }] : [{ [order.field]: direction }, { id: direction }];
  const found = await fetch({ where, orderBy, take: size + 1 });
  const rows = found.slice(0, size).map((row) => ({ row, cursor: writeCursor(row[order.field], row.id) }));
  return { rows, hasNextPage: found.length > size, count };
}

function beyond(field: string, direction: 'asc' | 'desc', [value, id]: [unknown, string]): object {
  const past = direction === 'asc' ? 'gt' : 'lt';
  if (field === 'id') return { id: { [past]: id } };
  return { OR: [{ [field]: { [past]: value } }, { [field]: value, id: { [past]: id } }] };
}

export function writeCursor(value: unknown, id: string): string {
  const key = value instanceof Date ? { d: value.toISOString() } : value;
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** The key in a cursor that writeCursor made; anything else is INVALID_INPUT. */
export function readCursor(cursor: string): [unknown, string] {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (typeof id !== 'string') throw new TypeError('no id');
    const isDate = typeof key === 'object' && key !== null && 'd' in key;
    return [isDate ? new Date(String(key.d)) : key, id];
  } catch {
    throw invalidField('after', 'is not a cursor of this list; leave it out to start at the beginning');
  }
}
