import { type ParserMap, parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/**
 * What of a list stands in the URL: `?q=…&sort=NAME&dir=desc&after=…`. Cursors of the pages before are kept too, so
 * that one can go back after a reload.
 */
export const listParsers = {
  q: parseAsString.withDefault(''),
  sort: parseAsString.withDefault(''),
  dir: parseAsStringLiteral(['asc', 'desc']).withDefault('asc'),
  size: parseAsInteger.withDefault(50),
  pages: parseAsArrayOf(parseAsString).withDefault([]),
};

export interface ListState {
  /** The search text. */
  readonly q: string;
  readonly sort: string;
  readonly dir: 'asc' | 'desc';
  readonly size: number;
  /** Cursors of the pages turned so far; the last begins the one that is shown. */
  readonly pages: readonly string[];
}

/** Which part of a list to ask for. */
export interface PageInput {
  readonly first: number;
  readonly after?: string;
}

const LARGEST_PAGE = 100;

/** The state as the API's list arguments take it. */
export function pageOf({ size, pages }: ListState): PageInput {
  const after = pages.at(-1);
  return { first: Math.min(Math.max(size, 1), LARGEST_PAGE), ...(after ? { after } : {}) };
}

/** The order to ask the API for: what the URL names where it is one of the fields, or the list's own. */
export function orderOf<Field extends string>(
  { sort, dir }: ListState,
  fields: readonly Field[],
  fallback: { field: Field; direction: 'ASC' | 'DESC' },
): { field: Field; direction: 'ASC' | 'DESC' } {
  const field = fields.find((candidate) => candidate === sort);
  return field ? { field, direction: dir === 'desc' ? 'DESC' : 'ASC' } : fallback;
}

/** What a list in time is sorted by in the URL. */
export const BY_TIME = 'TIME';

/** The direction of a list in time: the newest first, unless the URL asks for the oldest. */
export function directionOf({ sort, dir }: ListState): 'ASC' | 'DESC' {
  return sort === BY_TIME && dir === 'asc' ? 'ASC' : 'DESC';
}

/** How a list's state is called in the URL; that of one of several lists on a page has the list's name before it. */
export function urlKeysOf<Parsers extends ParserMap>(
  parsers: Parsers,
  scope: string | undefined,
): Partial<Record<keyof Parsers, string>> {
  const keys = scope ? Object.keys(parsers).map((key) => [key, `${scope}-${key}`]) : [];
  return Object.fromEntries(keys) as Partial<Record<keyof Parsers, string>>;
}
