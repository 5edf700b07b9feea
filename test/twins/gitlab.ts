import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { groupRoutes, memberRoutes } from './gitlab-groups.ts';
import { issueRoutes } from './gitlab-issues.ts';
import { emptyGitLab, type GitLabState, notFound, userDocument } from './gitlab-state.ts';
import { startTwin, type Twin } from './twin.ts';

export type GitLabTwin = Twin & GitLabState;

/** GitLab's REST API (v4) as far as issues, groups, members and accounts go. */
export async function startGitLab({ token }: { token: string }): Promise<GitLabTwin> {
  const state = emptyGitLab();
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async (request, reply) => {
      if (request.headers.authorization !== `Bearer ${token}`)
        return reply.code(401).send({ message: '401 Unauthorized' });
    });
    userRoutes(app, state);
    groupRoutes(app, state);
    memberRoutes(app, state);
    issueRoutes(app, state);
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: '404 Not Found' }));
  });
  return Object.assign(twin, state);
}

type ForUser = FastifyRequest<{
  Params: { id: string };
  Querystring: { username?: string };
  Body: { username: string; name: string; email: string } | null;
}>;

function userRoutes(app: FastifyInstance, { users }: GitLabState) {
  app.get('/api/v4/user', async () => ({ id: 1, username: 'joinery-bot', state: 'active' }));
  app.get('/api/v4/personal_access_tokens/self', async () => ({ id: 1, scopes: ['api'], active: true }));
  app.get('/api/v4/users', async ({ query }: ForUser) =>
    [...users.values()].filter((user) => user.username === query.username?.toLowerCase()).map(userDocument),
  );
  app.post('/api/v4/users', async ({ body }: ForUser, reply) => {
    const { username = '', email = '' } = body ?? {};
    if ([...users.values()].some((user) => user.email === email))
      return reply.code(409).send({ message: 'Email has already been taken' });
    const user = { id: 1000 + users.size, username, email, state: 'active' };
    users.set(user.id, user);
    return reply.code(201).send(userDocument(user));
  });
  app.delete('/api/v4/users/:id', async ({ params }: ForUser, reply) =>
    users.delete(Number(params.id)) ? reply.code(204).send() : notFound(reply, 'User'),
  );
  const set = (state: string) => async (request: FastifyRequest, reply: FastifyReply) => {
    const user = users.get(Number((request as ForUser).params.id));
    if (!user) return notFound(reply, 'User');
    user.state = state;
    return reply.code(201).send(true);
  };
  app.post('/api/v4/users/:id/block', set('blocked'));
  app.post('/api/v4/users/:id/unblock', set('active'));
}
