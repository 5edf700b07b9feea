import { ProviderError, type z } from '@joinery/plugin-sdk';
import type { Context } from '@joinery/plugin-sdk/types';
import { type Config, Group, listOf, User } from './schemas.ts';

export type Scim = Context<z.output<typeof Config>>;
export type Kind = 'Users' | 'Groups';
export type UserResource = z.output<typeof User>;
export type GroupResource = z.output<typeof Group>;

export const SCIM_JSON = { accept: 'application/scim+json, application/json', 'content-type': 'application/scim+json' };
const ACCEPT = { accept: SCIM_JSON.accept };
const MOST_PAGES = 10_000;

const KINDS = {
  Users: { schema: User, list: listOf(User), key: 'userName' },
  Groups: { schema: Group, list: listOf(Group), key: 'displayName' },
} as const;
type Of<K extends Kind> = z.output<(typeof KINDS)[K]['schema']>;

interface Asked {
  filter?: string | undefined;
  /** Left out of what is answered: members, of groups of thousands. */
  without?: string | undefined;
  cursor: string | null;
}

/** A page of a list: a service may send fewer than were asked for (RFC 7644, section 3.4.2.4), so that all is counted. */
export async function pageOf<K extends Kind>(
  { http, config }: Scim,
  kind: K,
  { filter, without, cursor }: Asked,
): Promise<{ items: Of<K>[]; next: string | null; isUnfiltered: boolean }> {
  const startIndex = Number(cursor ?? 1);
  const answer = await http.get(`/${kind}`, {
    query: { startIndex, count: config.pageSize, filter, excludedAttributes: without },
    headers: ACCEPT,
    schema: KINDS[kind].list,
    // What it does not filter by is asked for whole.
    ...(filter === undefined ? {} : { allow: [400, 501] }),
  });
  if (!answer.ok) return { items: [], next: null, isUnfiltered: true };
  const { total, items } = answer.data;
  const next = startIndex + items.length;
  return {
    items: items as Of<K>[],
    next: items.length > 0 && next <= total ? String(next) : null,
    isUnfiltered: false,
  };
}

export async function* all<K extends Kind>(ctx: Scim, kind: K, { cursor: first, ...asked }: Asked) {
  let cursor = first;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const page: Awaited<ReturnType<typeof pageOf<K>>> = await pageOf(ctx, kind, { ...asked, cursor });
    yield* page.items;
    if (page.next === null) return;
    cursor = page.next;
  }
  throw new ProviderError('unexpected_answer', `the list of ${kind} does not end`);
}

/** The one of this name or id, with all that it has. */
export async function find<K extends Kind>(ctx: Scim, kind: K, wanted: string): Promise<Of<K> | undefined> {
  const named = await findNamed(ctx, kind, wanted);
  return readOne(ctx, kind, named ?? wanted);
}

export async function readOne<K extends Kind>({ http }: Scim, kind: K, id: string): Promise<Of<K> | undefined> {
  // A path takes no dots for a name.
  if (/^\.+$/.test(id)) return undefined;
  const { schema } = KINDS[kind];
  const answer = await http.get(`/${kind}/{id}`, { params: { id }, headers: ACCEPT, schema, allow: [400, 404] });
  return answer.ok ? (answer.data as Of<K>) : undefined;
}

async function findNamed(ctx: Scim, kind: Kind, wanted: string): Promise<string | undefined> {
  const { key } = KINDS[kind];
  const without = kind === 'Groups' ? 'members' : undefined;
  const filter = `${key} eq ${JSON.stringify(wanted)}`;
  const { items, next, isUnfiltered } = await pageOf<Kind>(ctx, kind, { filter, without, cursor: null });
  const found = items.find((item) => isNamed(item, wanted));
  if (found || (!isUnfiltered && next === null)) return found?.seen.id;
  // What finds more than a page of one name has passed over the filter.
  const rest = isUnfiltered ? { without, cursor: null } : { filter, without, cursor: next };
  for await (const item of all<Kind>(ctx, kind, rest)) if (isNamed(item, wanted)) return item.seen.id;
  return undefined;
}

/** `userName` has no case (RFC 7643, section 4.1.1); names of groups are held to the same. */
function isNamed({ seen }: UserResource | GroupResource, wanted: string): boolean {
  const name = 'username' in seen ? seen.username : seen.displayname;
  return name.toLowerCase() === wanted.toLowerCase();
}

/** Throws `not_found` where nothing was found. */
export function found<T>(what: string, wanted: string, result: T | undefined): T {
  if (result === undefined) throw new ProviderError('not_found', `the service has no ${what} ${wanted}`);
  return result;
}
