import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Attributes } from './scim-patch.ts';
import { changedBy, shown } from './scim-quirks.ts';
import { startTwin, type Twin } from './twin.ts';

export interface ScimUser extends Attributes {
  id: string;
  userName: string;
  externalId?: string;
  active: boolean;
  name?: { givenName?: string; familyName?: string };
  emails?: { value: string; primary?: boolean }[];
}

export interface ScimGroup extends Attributes {
  id: string;
  displayName: string;
  members?: { value: string; type?: string }[];
}

/** How a service differs from the standard. */
export interface ScimQuirks {
  /** Takes it only so: `put` has no PATCH, and says so; `entra` and `okta` as those who send to them do. */
  takes?: 'standard' | 'entra' | 'okta' | 'put';
  /** Resources of a page at most, whatever is asked for. */
  mostItems?: number;
  /** Answers attribute names in its own case. */
  isShouting?: boolean;
  /** Understands no filter at all. */
  isUnfiltered?: boolean;
  /** Takes a filter, and answers as if there were none. */
  isDeaf?: boolean;
  /** Answers PATCH with 204 and nothing. */
  isSilent?: boolean;
  /** Has no ServiceProviderConfig. */
  isUndeclared?: boolean;
}

export interface ScimTwin extends Twin {
  users: Map<string, ScimUser>;
  groups: Map<string, ScimGroup>;
  quirks: ScimQuirks;
  /** Somebody else changes it right before the next write to it comes. */
  interfere(resource: Attributes): void;
}

type One = FastifyRequest<{ Params: { id: string } }>;
type List = FastifyRequest<{
  Querystring: Record<'filter' | 'startIndex' | 'count' | 'excludedAttributes', string | undefined>;
}>;

const CONTENT_TYPE = 'application/scim+json';
const problem = (status: number, detail: string, scimType?: string) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: String(status),
  detail,
  scimType,
});

interface Collection {
  path: string;
  key: 'userName' | 'displayName';
  all: Map<string, Attributes & { id: string }>;
}

/** A directory that takes people over SCIM 2.0 (RFC 7644). */
export async function startScim({ token }: { token: string }): Promise<ScimTwin> {
  const users = new Map<string, ScimUser>();
  const groups = new Map<string, ScimGroup>();
  const quirks: ScimQuirks = {};
  const state = { quirks, versions: new Map<string, number>(), interfered: new Set<string>() };
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async ({ headers }, reply: FastifyReply) => {
      reply.type(CONTENT_TYPE);
      const isKnown = headers.authorization === `Bearer ${token}`;
      return isKnown ? undefined : reply.code(401).send(problem(401, 'Unauthorized'));
    });
    app.get('/scim/v2/ServiceProviderConfig', async (_request, reply) => {
      if (quirks.isUndeclared) return reply.code(404).send(problem(404, 'no such endpoint'));
      return {
        patch: { supported: quirks.takes !== 'put' },
        filter: { supported: !quirks.isUnfiltered, maxResults: quirks.mostItems ?? 200 },
        etag: { supported: true },
      };
    });
    serve(app, { path: '/scim/v2/Users', key: 'userName', all: users }, state);
    serve(app, { path: '/scim/v2/Groups', key: 'displayName', all: groups }, state);
  });
  return Object.assign(twin, {
    users,
    groups,
    quirks,
    interfere: ({ id }: Attributes) => void state.interfered.add(String(id)),
  });
}

interface State {
  quirks: ScimQuirks;
  versions: Map<string, number>;
  interfered: Set<string>;
}

function serve(app: FastifyInstance, { path, key, all }: Collection, state: State): void {
  const { quirks, versions, interfered } = state;
  const version = (id: string) => `W/"${versions.get(id) ?? 1}"`;
  const bump = (id: string) => versions.set(id, (versions.get(id) ?? 1) + 1);
  const show = (one: Attributes & { id: string }) => shown({ ...one, meta: { version: version(one.id) } }, quirks);
  const named = (name: unknown) =>
    [...all.values()].filter((one) => String(one[key]).toLowerCase() === String(name).toLowerCase());
  const notFound = (reply: FastifyReply) => reply.code(404).send(problem(404, 'Resource not found'));

  app.get(path, async ({ query }: List, reply) => {
    const wanted = new RegExp(`^${key} eq ("(?:[^"\\\\]|\\\\.)*")$`).exec(query.filter ?? '')?.[1];
    if (query.filter !== undefined && (wanted === undefined || quirks.isUnfiltered))
      return reply.code(400).send(problem(400, 'filter not understood', 'invalidFilter'));
    const found = wanted === undefined || quirks.isDeaf ? [...all.values()] : named(JSON.parse(wanted));
    const startIndex = Number(query.startIndex ?? 1);
    const count = Math.min(Number(query.count ?? 100), quirks.mostItems ?? 200);
    const page = found.slice(startIndex - 1, startIndex - 1 + count);
    const without = (one: Attributes) =>
      Object.fromEntries(Object.entries(one).filter(([name]) => name !== query.excludedAttributes));
    return shown(
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: found.length,
        startIndex,
        itemsPerPage: page.length,
        Resources: page.map((one) => without(show(one))),
      },
      quirks,
    );
  });

  app.post(path, async ({ body }, reply) => {
    const given = body as Attributes;
    if (!given[key]) return reply.code(400).send(problem(400, `${key} is required`, 'invalidValue'));
    if (named(given[key]).length > 0) return reply.code(409).send(problem(409, `${key} is taken`, 'uniqueness'));
    const made = { ...given, id: randomUUID() };
    all.set(made.id, made);
    return reply.code(201).send(show(made));
  });

  app.get(`${path}/:id`, async ({ params }: One, reply) => {
    const one = all.get(params.id);
    return one ? show(one) : notFound(reply);
  });

  app.delete(`${path}/:id`, async ({ params }: One, reply) =>
    all.delete(params.id) ? reply.code(204).send() : notFound(reply),
  );

  const change = (method: 'PATCH' | 'PUT') => async (request: One, reply: FastifyReply) => {
    const { id } = request.params;
    const before = all.get(id);
    if (!before) return notFound(reply);
    if (interfered.delete(id)) bump(id);
    const expected = request.headers['if-match'];
    const after = expected && expected !== version(id) ? OUTDATED : changedBy(method, before, request.body, quirks);
    if ('refused' in after) {
      const { status, detail, scimType } = after.refused;
      return reply.code(status).send(problem(status, detail, scimType));
    }
    all.set(id, { ...after.resource, id });
    bump(id);
    return quirks.isSilent ? reply.code(204).send() : show({ ...after.resource, id });
  };
  app.patch(`${path}/:id`, change('PATCH'));
  app.put(`${path}/:id`, change('PUT'));
}

const OUTDATED = { refused: { status: 412, detail: 'it was changed', scimType: undefined } };
