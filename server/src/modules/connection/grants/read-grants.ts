import type { Context } from '../../../context.ts';
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

export type GrantsRead = { ok: true; grants: ProviderGrant[]; objectCount: number } | Failed;
type Failed = { ok: false; error: PluginFailure };

export interface ReadGrants {
  /** Ids, email addresses or user names, in any case: a grant of any of them counts. */
  principals: readonly string[];
  runId: string;
  timeoutMs: number;
  signal?: AbortSignal;
}

type Item = Record<string, unknown>;
type List = PluginPageRun['list'];
type Read = (resource: string, list: List) => Promise<{ ok: true; items: Item[] } | Failed>;

/** Reads every object of every resource of a connection's plugin, to the last page, and keeps the grants of these principals. */
export async function readGrants(ctx: Context, opened: OpenConnection, wanted: ReadGrants): Promise<GrantsRead> {
  const read = reader(ctx, opened, wanted);
  const names = new Set(wanted.principals.map((name) => name.toLowerCase()));
  const grants: ProviderGrant[] = [];
  let objectCount = 0;
  for (const { type } of opened.manifest.resources) {
    const objects = await read(type, { of: 'objects' });
    if (!objects.ok) return objects;
    objectCount += objects.items.length;
    for (const object of objects.items) {
      const found = await read(type, { of: 'grants', object: object as Extract<List, { object: unknown }>['object'] });
      if (!found.ok) return found;
      grants.push(...found.items.filter((grant) => isOf(grant, names)).map((grant) => toGrant(type, object, grant)));
    }
  }
  return { ok: true, grants, objectCount };
}

/** Reads a list to its end, within what is left of the time for all of them. */
function reader(ctx: Context, opened: OpenConnection, { runId, timeoutMs, signal }: ReadGrants): Read {
  const { manifest, bundle, config, secrets, connectionKey } = opened;
  const deadline = performance.now() + timeoutMs;
  const run = { tenantId: ctx.tenantId, runId, bundle, manifest, config, secrets, connectionKey };
  return async (resource, list) => {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const leftMs = Math.ceil(deadline - performance.now());
      if (leftMs <= 0) return { ok: false, error: { kind: 'timeout', message: `not read within ${timeoutMs} ms` } };
      const page = await readPluginPage(ctx, ctx.sandbox, {
        ...run,
        ...{ timeoutMs: leftMs, resource, list, cursor },
        ...(signal ? { signal } : {}),
      });
      if (!page.ok) return page;
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return { ok: true, items };
  };
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
