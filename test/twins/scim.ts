import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { startTwin, type Twin } from './twin.ts';

export interface ScimUser {
  id: string;
  userName: string;
  externalId?: string;
  active: boolean;
  name?: { givenName?: string; familyName?: string };
  emails?: { value: string; primary?: boolean }[];
}

export interface ScimTwin extends Twin {
  users: Map<string, ScimUser>;
}

type List = FastifyRequest<{ Querystring: { filter?: string } }>;

const CONTENT_TYPE = 'application/scim+json';
const problem = (status: number, detail: string, scimType?: string) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
  status: String(status),
  detail,
  scimType,
});

/** A directory that takes people over SCIM 2.0 (RFC 7644). */
export async function startScim({ token }: { token: string }): Promise<ScimTwin> {
  const users = new Map<string, ScimUser>();
  const named = (userName: string) =>
    [...users.values()].filter((user) => user.userName.toLowerCase() === userName.toLowerCase());
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async ({ headers }, reply: FastifyReply) => {
      reply.type(CONTENT_TYPE);
      const isKnown = headers.authorization === `Bearer ${token}`;
      return isKnown ? undefined : reply.code(401).send(problem(401, 'Unauthorized'));
    });
    app.get('/scim/v2/Users', async ({ query }: List, reply) => {
      const wanted = /^userName eq ("(?:[^"\\]|\\.)*")$/.exec(query.filter ?? '')?.[1];
      if (wanted === undefined) return reply.code(400).send(problem(400, 'filter not understood', 'invalidFilter'));
      const found = named(JSON.parse(wanted));
      return {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: found.length,
        startIndex: 1,
        itemsPerPage: found.length,
        Resources: found,
      };
    });
    app.post('/scim/v2/Users', async ({ body }, reply) => {
      const given = body as Omit<ScimUser, 'id'>;
      if (!given.userName) return reply.code(400).send(problem(400, 'userName is required', 'invalidValue'));
      if (named(given.userName).length > 0)
        return reply.code(409).send(problem(409, 'userName is taken', 'uniqueness'));
      const user = { ...given, id: randomUUID() };
      users.set(user.id, user);
      return reply.code(201).send(user);
    });
  });
  return Object.assign(twin, { users });
}
