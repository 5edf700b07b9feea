import type { ScimQuirks } from './scim.ts';
import { type Attributes, patched } from './scim-patch.ts';

interface Refused {
  status: number;
  detail: string;
  scimType?: string | undefined;
}

interface Operation {
  op: string;
  path?: string;
  value?: unknown;
}

/** What a change makes of a resource, or why a service with these habits does not take it. */
export function changedBy(
  method: 'PATCH' | 'PUT',
  before: Attributes,
  body: unknown,
  quirks: ScimQuirks,
): { resource: Attributes } | { refused: Refused } {
  const refused = checked(method, body, quirks);
  if (refused) return { refused };
  const { meta: _, ...replaced } = asKept(body as Attributes);
  const after = method === 'PUT' ? replaced : patched(before, body);
  if ('wrong' in after)
    return { refused: { status: 400, detail: 'operation not understood', scimType: String(after.wrong) } };
  const { active } = after;
  if (active === undefined) return { resource: after };
  return { resource: { ...after, active: String(active).toLowerCase() === 'true' } };
}

function checked(method: 'PATCH' | 'PUT', body: unknown, { takes = 'standard' }: ScimQuirks): Refused | null {
  if (method === 'PUT') return takes === 'entra' ? { status: 501, detail: 'PUT is not implemented' } : null;
  if (takes === 'put') return { status: 501, detail: 'PATCH is not implemented' };
  const operations = (body as { Operations?: Operation[] }).Operations ?? [];
  const isRefused = { standard: () => false, entra: isNotOfEntra, okta: isNotOfOkta }[takes];
  return operations.some(isRefused)
    ? { status: 400, detail: 'operation not understood', scimType: 'invalidSyntax' }
    : null;
}

/** Capitals, texts for flags, and values in the place of filters. */
function isNotOfEntra({ op, path, value }: Operation): boolean {
  if (!/^(Add|Replace|Remove)$/.test(op)) return true;
  return path === undefined || path.includes('[') || (path === 'active' && typeof value !== 'string');
}

/** Of a user, `active` alone and without a path. */
function isNotOfOkta({ path, value }: Operation): boolean {
  if (path !== undefined) return !/^(members|roles|entitlements)\b/.test(path);
  return Object.keys(value as object).some((name) => name !== 'active');
}

/** As the service writes it: the standard has no case for names, and some have one of their own. */
export function shown<T extends Attributes>(value: T, { isShouting }: ScimQuirks): Attributes {
  return isShouting ? (shouted(value) as Attributes) : value;
}

/** As it is kept, however it was written. */
function asKept(value: Attributes): Attributes {
  return renamed(value, (name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`) as Attributes;
}

function shouted(value: unknown): unknown {
  return renamed(value, (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [rename(name), renamed(inner, rename)]));
}
