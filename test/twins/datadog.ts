import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { startTwin, type Twin } from './twin.ts';

export interface DatadogUser {
  id: string;
  email: string;
  name: string | null;
  isDisabled: boolean;
  status: 'Active' | 'Pending' | 'Disabled';
}

export interface DatadogTwin extends Twin {
  users: Map<string, DatadogUser>;
  add(email: string, name?: string): DatadogUser;
  /** Refuses the next requests for being too many. */
  limit(seconds: number, times?: number): void;
}

export interface DatadogOptions {
  apiKey: string;
  appKey: string;
}

type List = FastifyRequest<{ Querystring: { filter?: string; 'page[size]'?: string; 'page[number]'?: string } }>;
type One = FastifyRequest<{ Params: { id: string } }>;

/** Datadog's users, API v2: they can be disabled, never deleted. */
export async function startDatadog({ apiKey, appKey }: DatadogOptions): Promise<DatadogTwin> {
  const users = new Map<string, DatadogUser>();
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async ({ headers }, reply: FastifyReply) => {
      const isKnown = headers['dd-api-key'] === apiKey && headers['dd-application-key'] === appKey;
      return isKnown ? undefined : reply.code(403).send({ errors: ['Forbidden'] });
    });
    app.get('/api/v2/users', async ({ query }: List) => {
      const found = [...users.values()].filter((user) => answers(user, query.filter));
      const size = Number(query['page[size]'] ?? 10);
      const begin = Number(query['page[number]'] ?? 0) * size;
      return {
        meta: { page: { total_filtered_count: found.length, total_count: users.size } },
        data: found.slice(begin, begin + size).map(document),
      };
    });
    // Named a deletion, it disables; who is disabled already is not found.
    app.delete('/api/v2/users/:id', async ({ params }: One, reply) => {
      const user = users.get(params.id);
      if (!user || user.isDisabled) return reply.code(404).send({ errors: [`${params.id} not found`] });
      user.isDisabled = true;
      user.status = 'Disabled';
      return reply.code(204).send();
    });
  });
  return Object.assign(twin, {
    users,
    add: (email: string, name: string | null = null) => {
      const user: DatadogUser = { id: randomUUID(), email, name, isDisabled: false, status: 'Active' };
      users.set(user.id, user);
      return user;
    },
    limit: (seconds: number, times?: number) =>
      twin.refuse({
        status: 429,
        headers: { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds) },
        body: { errors: ['Rate limit of 100 requests in 10 seconds reached. Please try again later.'] },
        times,
      }),
  });
}

/** The filter is a part of the name or of the email address: "ada@example.com" finds "not-ada@example.com" too. */
function answers({ email, name }: DatadogUser, filter = ''): boolean {
  return `${name ?? ''} ${email}`.toLowerCase().includes(filter.toLowerCase());
}

function document({ id, email, name, isDisabled, status }: DatadogUser) {
  return {
    type: 'users',
    id,
    attributes: {
      name,
      handle: email,
      created_at: '2026-01-12T09:53:36.764381+00:00',
      modified_at: '2026-01-12T09:53:36.851751+00:00',
      email,
      icon: 'https://secure.gravatar.com/avatar/0be9a183f9c8c81ab435f271e21830c2?s=48&d=retro',
      title: null,
      verified: true,
      service_account: false,
      disabled: isDisabled,
      allowed_login_methods: [],
      status,
    },
    relationships: { roles: { data: [] }, org: { data: { type: 'orgs', id: '4dee724d-00cc-11ea-a77b-570c9d03c6c5' } } },
  };
}
