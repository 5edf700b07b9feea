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

/** What asks for the page after this one; null when it is the last. */
export function nextCursor(
  paging: Paging,
  {
    cursor,
    count,
    headers,
    data,
  }: { cursor: string | null; count: number; headers: Readonly<Record<string, string>>; data: unknown },
): string | null {
  switch (paging.by) {
    case 'link':
      return NEXT_LINK.exec(headers.link ?? '')?.[1] ?? null;
    case 'cursor':
      return textAt(data, paging.at);
    case 'page':
      return count < paging.size ? null : String(Number(cursor ?? paging.first ?? 1) + 1);
    case 'offset':
      return count < paging.size ? null : String(Number(cursor ?? 0) + count);
  }
}

function textAt(data: unknown, path: string): string | null {
  const value = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], data);
  return value === undefined || value === null || value === '' ? null : String(value);
}
