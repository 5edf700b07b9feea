import type { FastifyReply, FastifyRequest } from 'fastify';
import { startTwin, type Twin } from './twin.ts';

export interface PagerDutyUser {
  id: string;
  name: string;
  email: string;
  /** While there are any, the account refuses to delete the person. */
  openIncidents: number;
}

export interface PagerDutyTwin extends Twin {
  users: Map<string, PagerDutyUser>;
  add(email: string, name?: string): PagerDutyUser;
  /** Refuses the next requests for being too many. */
  limit(seconds: number, times?: number): void;
}

type List = FastifyRequest<{ Querystring: { query?: string; limit?: string; offset?: string } }>;
type One = FastifyRequest<{ Params: { id: string } }>;

const problem = (code: number, message: string, errors?: string[]) => ({ error: { code, message, errors } });

/** PagerDuty's users, REST API v2. */
export async function startPagerDuty({ token }: { token: string }): Promise<PagerDutyTwin> {
  const users = new Map<string, PagerDutyUser>();
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async ({ headers }, reply: FastifyReply) => {
      const isKnown = headers.authorization === `Token token=${token}`;
      return isKnown ? undefined : reply.code(401).send(problem(2006, 'Unauthorized'));
    });
    app.get('/users', async ({ query }: List) => {
      const limit = Math.min(Number(query.limit ?? 25), 100);
      const offset = Number(query.offset ?? 0);
      const found = [...users.values()].filter(({ name, email }) => `${name} ${email}`.includes(query.query ?? ''));
      const shown = found.slice(offset, offset + limit).map(document);
      return { users: shown, limit, offset, total: null, more: offset + limit < found.length };
    });
    app.delete('/users/:id', async ({ params }: One, reply) => {
      const user = users.get(params.id);
      if (!user) return reply.code(404).send(problem(2100, 'Not Found'));
      if (user.openIncidents > 0) return reply.code(400).send(problem(2001, 'Invalid Input Provided', [reason(user)]));
      users.delete(user.id);
      return reply.code(204).send();
    });
  });
  return Object.assign(twin, {
    users,
    add: (email: string, name = email.replace(/@.*/, '')) => {
      const user: PagerDutyUser = { id: `P${String(users.size + 1).padStart(6, '0')}`, name, email, openIncidents: 0 };
      users.set(user.id, user);
      return user;
    },
    limit: (seconds: number, times?: number) =>
      twin.refuse({
        status: 429,
        headers: { 'ratelimit-limit': '960', 'ratelimit-remaining': '0', 'ratelimit-reset': String(seconds) },
        body: problem(2020, 'Rate Limit Exceeded'),
        times,
      }),
  });
}

function reason({ openIncidents }: PagerDutyUser): string {
  return `The user cannot be deleted as they have ${openIncidents} incident(s) assigned.`;
}

function document({ id, name, email }: PagerDutyUser) {
  const self = `https://api.pagerduty.com/users/${id}`;
  return { id, type: 'user', summary: name, self, html_url: null, name, email, role: 'user', teams: [] };
}
