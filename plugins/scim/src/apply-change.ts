import { ProviderError } from '@joinery/plugin-sdk';
import { type Change, type Dialect, operationsOf, replaced } from './change.ts';
import { type GroupResource, type Kind, readOne, SCIM_JSON, type Scim, type UserResource } from './client.ts';
import { ServiceProviderConfig } from './schemas.ts';

const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const MOST_TRIES = 3;

/**
 * Brings a resource to what `changeOf` finds missing in it; null when nothing is. Where somebody else was faster, as the
 * service tells by its ETag, it is read again. Answers whether it was changed.
 */
export async function applyChange<K extends Kind>(
  ctx: Scim,
  kind: K,
  first: K extends 'Users' ? UserResource : GroupResource,
  changeOf: (resource: K extends 'Users' ? UserResource : GroupResource) => Change | null,
): Promise<boolean> {
  let resource = first;
  for (let count = 0; count < MOST_TRIES; count += 1) {
    const change = changeOf(resource);
    if (change === null) return false;
    if (await write(ctx, kind, resource, change)) return true;
    const again = await readOne(ctx, kind, resource.seen.id);
    if (!again) throw new ProviderError('not_found', `it was deleted meanwhile: ${resource.seen.id}`);
    resource = again as typeof first;
  }
  throw new ProviderError('conflict', `${resource.seen.id} is being changed by somebody else; try again later`);
}

/** False when it is another now than it was read. */
async function write(
  ctx: Scim,
  kind: Kind,
  { raw, seen }: UserResource | GroupResource,
  change: Change,
): Promise<boolean> {
  const operations = operationsOf(change, await dialectOf(ctx));
  const version = seen.meta?.version;
  const send = operations ? ctx.http.patch : ctx.http.put;
  const body = operations ? { schemas: [PATCH_SCHEMA], Operations: operations } : replaced(raw, change);
  // Answered with 200 and the resource, or 204: both say that it was done.
  const answer = await send(`/${kind}/{id}`, {
    params: { id: seen.id },
    headers: { ...SCIM_JSON, ...(version ? { 'if-match': version } : {}) },
    text: JSON.stringify(body),
    allow: [412],
  });
  return answer.status !== 412;
}

/** By the standard, a service that takes no PATCH says so (RFC 7643, section 5). */
async function dialectOf(ctx: Scim): Promise<Dialect> {
  if (ctx.config.dialect !== 'standard') return ctx.config.dialect;
  return (await readSupport(ctx)).patch ? 'standard' : 'put';
}

/** What the service declares; all, where it declares nothing. */
export async function readSupport({ http }: Scim): Promise<{ patch: boolean; filter: boolean }> {
  const answer = await http.get('/ServiceProviderConfig', {
    headers: { accept: SCIM_JSON.accept },
    schema: ServiceProviderConfig,
    allow: [404, 501],
  });
  if (!answer.ok) return { patch: true, filter: true };
  const { patch, filter } = answer.data;
  return { patch: patch?.supported ?? true, filter: filter?.supported ?? true };
}
