import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  findHolder,
  type GitLabHolder,
  type GitLabState,
  type Listed,
  notFound,
  page,
  userDocument,
} from './gitlab-state.ts';

type ForGroup = FastifyRequest<{
  Params: { id: string };
  Body: { name: string; path: string; parent_id?: number } | null;
}>;

export function groupRoutes(app: FastifyInstance, { groups, projects }: GitLabState) {
  const document = ({ id, name, fullPath, markedForDeletionOn }: GitLabHolder) => {
    const [path, ...above] = fullPath.split('/').reverse();
    const parent = groups.get(above.reverse().join('/'));
    return {
      id,
      name,
      path,
      full_path: fullPath,
      visibility: 'private',
      parent_id: parent?.id ?? null,
      marked_for_deletion_on: markedForDeletionOn ?? null,
    };
  };
  app.get('/api/v4/groups', async (request: Listed, reply) => page(request, reply, [...groups.values()].map(document)));
  app.post('/api/v4/groups', async ({ body }: ForGroup, reply) => {
    const parent = body?.parent_id ? findHolder(groups, String(body.parent_id)) : undefined;
    const fullPath = [parent?.fullPath, body?.path].filter(Boolean).join('/');
    if (groups.has(fullPath)) return reply.code(400).send({ message: { path: ['has already been taken'] } });
    const made = { id: 5000 + groups.size, name: body?.name ?? '', fullPath, members: new Map() };
    groups.set(fullPath, made);
    return reply.code(201).send(document(made));
  });
  app.get('/api/v4/groups/:id', async ({ params }: ForGroup, reply) => {
    const found = findHolder(groups, params.id);
    return found ? document(found) : notFound(reply, 'Group');
  });
  // Carried out days later.
  app.delete('/api/v4/groups/:id', async ({ params }: ForGroup, reply) => {
    const found = findHolder(groups, params.id);
    if (!found) return notFound(reply, 'Group');
    found.markedForDeletionOn = '2026-12-03';
    return reply.code(202).send({ message: '202 Accepted' });
  });
  app.get('/api/v4/projects/:id', async ({ params }: ForGroup, reply) => {
    const found = findHolder(projects, params.id);
    return found ? { id: found.id, path_with_namespace: found.fullPath } : notFound(reply, 'Project');
  });
}

interface Route {
  Params: { id: string; userId: string };
  Querystring: { page?: string; per_page?: string };
  Body: { user_id?: number; access_level: number } | null;
}
type ForMember = FastifyRequest<Route>;

export function memberRoutes(app: FastifyInstance, { users, groups, projects }: GitLabState) {
  for (const [kind, holders] of [
    ['groups', groups],
    ['projects', projects],
  ] as const) {
    const on = (
      method: 'get' | 'post' | 'put' | 'delete',
      path: string,
      answer: (members: Map<number, number>, request: ForMember, reply: FastifyReply) => unknown,
    ) =>
      app[method]<Route>(`/api/v4/${kind}/:id/members${path}`, async (request, reply) => {
        const found = findHolder<GitLabHolder>(holders, request.params.id);
        return found ? answer(found.members, request, reply) : notFound(reply, kind === 'groups' ? 'Group' : 'Project');
      });
    const document = (id: number, level: number) => {
      const user = users.get(id);
      return user && { ...userDocument(user), access_level: level, expires_at: null };
    };
    on('get', '', (members, request, reply) =>
      page(
        request as Listed,
        reply,
        [...members].map(([id, level]) => document(id, level)),
      ),
    );
    on('post', '', (members, { body }, reply) => {
      const id = body?.user_id ?? 0;
      if (members.has(id)) return reply.code(409).send({ message: 'Member already exists' });
      if (!users.has(id)) return notFound(reply, 'User');
      members.set(id, body?.access_level ?? 0);
      return reply.code(201).send(document(id, body?.access_level ?? 0));
    });
    on('get', '/:userId', (members, { params }, reply) => {
      const level = members.get(Number(params.userId));
      return level === undefined ? notFound(reply, 'Not found') : document(Number(params.userId), level);
    });
    on('put', '/:userId', (members, { params, body }, reply) => {
      const id = Number(params.userId);
      if (!members.has(id)) return notFound(reply, 'Not found');
      members.set(id, body?.access_level ?? 0);
      return document(id, body?.access_level ?? 0);
    });
    on('delete', '/:userId', (members, { params }, reply) =>
      members.delete(Number(params.userId)) ? reply.code(204).send() : notFound(reply, 'Not found'),
    );
  }
}
