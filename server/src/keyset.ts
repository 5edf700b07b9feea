import { invalidCursor } from './cursor.ts';

/** One of the things that rows are ordered by. The last of them is an id, so that no two rows are alike. */
export interface Key {
  /** The way to it from a row: `['user', 'lastName']`. */
  path: readonly string[];
  direction: 'asc' | 'desc';
  /** Where rows without it come; left out where every row has it. */
  empty?: 'first' | 'last' | undefined;
  /** All of its values as the database orders them, where Prisma has no comparison: of an enum or a boolean. */
  values?: readonly unknown[] | undefined;
}

/** The order as Prisma's `orderBy`. */
export function orderByKeys(keys: readonly Key[]): object[] {
  return keys.map(({ path, direction, empty }) => nested(path, empty ? { sort: direction, nulls: empty } : direction));
}

/** Prisma's `where` for what comes behind the row that has these values. INVALID_INPUT where no row can have them. */
export function behindKeys(keys: readonly Key[], values: readonly unknown[]): object {
  const [first] = keys;
  if (!first || !keys.every((key, place) => isValueOf(key, values[place]))) throw invalidCursor();
  const behind = keys.flatMap((key, place) => {
    const beyond = past(key, values[place]);
    const alike = keys.slice(0, place).map(({ path }, at) => nested(path, values[at]));
    // An alternative that no row can be is left out: Prisma takes an empty OR within another for true.
    return beyond ? [{ AND: [...alike, beyond] }] : [];
  });
  // Follows from the alternatives, and is what lets an index begin at the cursor.
  const from =
    first.empty || first.values ? {} : nested(first.path, { [first.direction === 'asc' ? 'gte' : 'lte']: values[0] });
  return { AND: [from, { OR: behind }] };
}

/** A part of a list that lies in one piece: what is in it, and its order. */
export interface Stretch {
  where: object;
  orderBy: object[];
}

/**
 * What there is of a list, all of it or what comes behind a row. Rows that lack the first key are a stretch of their own
 * before or behind the others: each of the two an index has in either direction, the list as a whole it has in one.
 */
export function stretchesOf(keys: readonly Key[], after?: readonly unknown[]): Stretch[] {
  const [first, ...rest] = keys;
  if (!first?.empty) return [stretch(keys, {}, after)];
  const { empty, ...given } = first;
  const isAbsent = after?.[0] === null;
  const present = stretch([given, ...rest], nested(first.path, { not: null }), isAbsent ? undefined : after);
  const absent = stretch(rest, nested(first.path, null), isAbsent ? after?.slice(1) : undefined);
  if (!after) return empty === 'last' ? [present, absent] : [absent, present];
  if (isAbsent) return empty === 'last' ? [absent] : [absent, present];
  return empty === 'last' ? [present, absent] : [present];
}

function stretch(keys: readonly Key[], where: object, after: readonly unknown[] | undefined): Stretch {
  return { where: { AND: [where, after ? behindKeys(keys, after) : {}] }, orderBy: orderByKeys(keys) };
}

/** The values of a row's keys. */
export function keysOfRow(keys: readonly Key[], row: object): unknown[] {
  return keys.map(({ path }) => path.reduce<unknown>((found, name) => (found as Record<string, unknown>)[name], row));
}

/** What comes behind this value of a key; null where nothing does. */
function past({ path, direction, empty, values }: Key, value: unknown): object | null {
  if (value === null) return empty === 'first' ? nested(path, { not: null }) : null;
  if (values) {
    const place = values.indexOf(value);
    const others = direction === 'asc' ? values.slice(place + 1) : values.slice(0, place);
    return others.length > 0 ? { OR: others.map((other) => nested(path, other)) } : null;
  }
  const beyond = nested(path, { [direction === 'asc' ? 'gt' : 'lt']: value });
  return empty === 'last' ? { OR: [beyond, nested(path, null)] } : beyond;
}

function isValueOf({ empty, values }: Key, value: unknown): boolean {
  if (value === null) return empty !== undefined;
  return value !== undefined && (values === undefined || values.includes(value));
}

function nested(path: readonly string[], condition: unknown): object {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), condition) as object;
}
