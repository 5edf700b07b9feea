export interface SlackState {
  users: Map<string, { name: string; email: string; deleted?: boolean }>;
  channels: Map<string, { name: string; members: Set<string> }>;
  userGroups: Map<string, { name: string; handle: string; users: Set<string>; isDisabled?: boolean }>;
}

export const emptySlack = (): SlackState => ({ users: new Map(), channels: new Map(), userGroups: new Map() });

export const refused = (error: string) => ({ ok: false, error });

/** A page of a list; the cursor is opaque, and empty after the last. */
export function page<T>(all: T[], { limit, cursor }: { limit?: string; cursor?: string }) {
  const from = cursor ? Number(Buffer.from(cursor, 'base64').toString()) : 0;
  const to = from + Number(limit ?? 100);
  const next = to < all.length ? Buffer.from(String(to)).toString('base64') : '';
  return { items: all.slice(from, to), response_metadata: { next_cursor: next } };
}
