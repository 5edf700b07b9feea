import type { Paging } from '../define/context.ts';

const NEXT_LINK = /<([^>]*)>\s*;[^,]*\brel="?next"?/i;

/** The query parameters that ask for the page which the cursor names; null is the first. */
export function pageQuery(paging: Paging, cursor: string | null): Record<string, string | number> {
  switch (paging.by) {
    case 'link':
      return {};
    case 'cursor':
      return cursor === null ? {} : { [paging.param]: cursor };
    case 'page':
      return {
        [paging.param ?? 'page']: Number(cursor ?? paging.first ?? 1),
        [paging.sizeParam ?? 'per_page']: paging.size,
      };
    case 'offset':
      return { [paging.param ?? 'offset']: Number(cursor ?? 0), [paging.sizeParam ?? 'limit']: paging.size };
  }
}

interface ReadPage {
  /** Whose page it is, for people. */
  what: string;
  cursor: string | null;
  count: number;
  headers: Readonly<Record<string, string>>;
  /** The answer as it came, and as the schema has it. */
  raw: unknown;
  data: unknown;
}

/** What asks for the page after this one; null when it is the last. */
export function nextCursor(paging: Paging, { cursor, count, ...page }: ReadPage): string | null {
  switch (paging.by) {
    case 'link':
      return NEXT_LINK.exec(page.headers.link ?? '')?.[1] ?? null;
    case 'cursor':
      return keptCursor(paging.at, page);
    case 'page':
      return count < paging.size ? null : String(Number(cursor ?? paging.first ?? 1) + 1);
    case 'offset':
      return count < paging.size ? null : String(Number(cursor ?? 0) + count);
  }
}

/** A list whose schema drops what it goes on by would seem to end with its first page. */
function keptCursor(at: string, { what, raw, data }: Pick<ReadPage, 'what' | 'raw' | 'data'>): string | null {
  const cursor = textAt(data, at);
  if (cursor !== null || textAt(raw, at) === null) return cursor;
  throw new Error(
    `the schema of the answer to ${what} drops ${at}, by which the list goes on: name it in the schema, as optional where the last page has none`,
  );
}

function textAt(data: unknown, path: string): string | null {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], data);
  return value === undefined || value === null || value === '' ? null : String(value);
}
