import type { Context } from '../../../context.ts';
import { Gate } from '../../../platform/gate.ts';
import { type PluginFailure, type PluginPageRun, readPluginPage } from '../../../plugins/host/index.ts';
import type { OpenConnection } from '../open-connection.ts';

/** What one principal holds at a provider. */
export interface ProviderGrant {
  resourceType: string;
  objectId: string;
  objectName: string;
  entitlement: string;
  /** The principal in the most readable form that the provider gives. */
  principal: string;
  /** RFC 3339. */
  expiresAt: string | null;
}

export type GrantsRead =
  | { ok: true; grants: ProviderGrant[]; objectCount: number }
  | { ok: false; error: PluginFailure };

export interface ReadGrants {
  /** Ids, email addresses or user names, in any case: a grant of any of them counts. */
  principals: readonly string[];
  runId: string;
  timeoutMs: number;
  signal?: AbortSignal;
}

type Item = Record<string, unknown>;
type List = PluginPageRun['list'];
type ObjectOf = Extract<List, { object: unknown }>['object'];
type Read = (resource: string, list: List) => Promise<Item[]>;

/** Lists that are read side by side; what the provider takes at once is bounded beside it. */
const AT_ONCE = 6;

/** Reads every object of every resource of a connection's plugin, to the last page, and keeps the grants of these principals. */
export async function readGrants(ctx: Context, opened: OpenConnection, wanted: ReadGrants): Promise<GrantsRead> {
  const ending = new AbortController();
  const read = reader(ctx, opened, { ...wanted, signal: either(wanted.signal, ending.signal) });
  const names = new Set(wanted.principals.map((name) => name.toLowerCase()));
  const grantsOn = async (type: string, object: Item) => {
    const grants = await read(type, { of: 'grants', object: object as ObjectOf });
    return grants.filter((grant) => isOf(grant, names)).map((grant) => toGrant(type, object, grant));
  };
  const readResource = async (type: string) => {
    const objects = await read(type, { of: 'objects' });
    const grants = await Promise.all(objects.map((object) => grantsOn(type, object)));
    return { grants: grants.flat(), objectCount: objects.length };
  };
  try {
    const found = await Promise.all(opened.manifest.resources.map(({ type }) => readResource(type)));
    const objectCount = found.reduce((sum, one) => sum + one.objectCount, 0);
    return { ok: true, grants: found.flatMap(({ grants }) => grants), objectCount };
  } catch (error) {
    if (error instanceof Unread) return { ok: false, error: error.failure };
    throw error;
  } finally {
    // What one list comes to is known: the others need not be read to their ends.
    ending.abort();
  }
}

class Unread extends Error {
  readonly failure: PluginFailure;

  constructor(failure: PluginFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

function either(given: AbortSignal | undefined, own: AbortSignal): AbortSignal {
  return given ? AbortSignal.any([given, own]) : own;
}

/** Reads a list to its end, within what is left of the time for all of them. */
function reader(
  ctx: Context,
  { manifest, bundle, config, secrets, connectionKey }: OpenConnection,
  { runId, timeoutMs, signal }: ReadGrants & { signal: AbortSignal },
): Read {
  const gate = new Gate(AT_ONCE);
  const deadline = performance.now() + timeoutMs;
  const run = { tenantId: ctx.tenantId, runId, bundle, manifest, config, secrets, connectionKey, signal };
  const readPage = async (resource: string, list: List, cursor: string | null) => {
    const leftMs = Math.ceil(deadline - performance.now());
    if (signal.aborted) throw new Unread({ kind: 'cancelled', message: 'not read any more' });
    if (leftMs <= 0) throw new Unread({ kind: 'timeout', message: `not read within ${timeoutMs} ms` });
    const page = await readPluginPage(ctx, ctx.sandbox, { ...run, timeoutMs: leftMs, resource, list, cursor });
    if (!page.ok) throw new Unread(page.error);
    return page;
  };
  const readList = async (resource: string, list: List) => {
    const items: Item[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: { items: Item[]; next: string | null } = await readPage(resource, list, cursor);
      items.push(...page.items);
      if (page.next === null) return items;
      cursor = page.next;
    }
  };
  return (resource, list) => gate.run(() => readList(resource, list));
}

interface Principal {
  id: string;
  email?: string;
  username?: string;
}

function principalOf({ principal }: Item): Principal {
  return principal as Principal;
}

function isOf(grant: Item, names: ReadonlySet<string>): boolean {
  const { id, email, username } = principalOf(grant);
  return [id, email, username].some((name) => name !== undefined && names.has(name.toLowerCase()));
}

function toGrant(resourceType: string, object: Item, grant: Item): ProviderGrant {
  const { id, email, username } = principalOf(grant);
  return {
    resourceType,
    objectId: String(object.id),
    objectName: String(object.name),
    entitlement: String(grant.entitlement),
    principal: email ?? username ?? id,
    expiresAt: typeof grant.expiresAt === 'string' ? grant.expiresAt : null,
  };
}
