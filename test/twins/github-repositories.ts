import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { idOf, repository, simpleUser } from './github-documents.ts';
import { type GitHubState, known, NOT_FOUND, type Repository } from './github-state.ts';

interface Route {
  Params: { owner: string; name: string; username: string; id: string };
  Body: { permission?: string; new_owner?: string } | null;
}
type ForRepository = FastifyRequest<Route>;
type About = ForRepository & { found: Repository };

const TOLD_AS: Record<string, string> = { pull: 'read', push: 'write' };
const invitationIdOf = (login: string) => idOf(`repository invitation ${login}`);

export function repositoryRoutes(app: FastifyInstance, { repositories, logins, members }: GitHubState) {
  const on = (
    method: 'get' | 'put' | 'post' | 'delete',
    path: string,
    answer: (request: About, reply: FastifyReply) => unknown,
  ) =>
    app[method]<Route>(`/repos/:owner/:name${path}`, async (request, reply) => {
      const found = repositories.get(request.params.name);
      if (!found) return reply.code(404).send(NOT_FOUND);
      if (found.owner !== request.params.owner) {
        const url = `http://${request.host}/repositories/${idOf(`repository ${request.params.name}`)}`;
        return reply.code(301).header('location', url).send({ message: 'Moved Permanently', url });
      }
      return answer(Object.assign(request, { found }), reply);
    });
  // What was transferred is at its new owner once somebody has looked at it at the old one.
  on('get', '', ({ params, found }) => {
    const document = repository(params.name, found.owner);
    found.owner = found.nextOwner ?? found.owner;
    return document;
  });
  app.get('/repositories/:id', async ({ params }: FastifyRequest<{ Params: { id: string } }>, reply) => {
    const [name, found] = [...repositories].find(([name]) => String(idOf(`repository ${name}`)) === params.id) ?? [];
    return name && found ? repository(name, found.owner) : reply.code(404).send(NOT_FOUND);
  });
  on('post', '/transfer', ({ params, body, found }, reply) => {
    if (!logins.has(body?.new_owner ?? '')) return reply.code(422).send({ message: 'Could not resolve to an owner' });
    found.nextOwner = body?.new_owner;
    return reply.code(202).send(repository(params.name, found.owner));
  });
  on('get', '/collaborators/:username', ({ params, found }, reply) =>
    known(found.collaborators, params.username) ? reply.code(204).send() : reply.code(404).send(NOT_FOUND),
  );
  on('get', '/collaborators/:username/permission', ({ params, found }) => {
    const login = known(found.collaborators, params.username);
    const role = found.collaborators.get(login ?? '') ?? 'none';
    const told = TOLD_AS[role] ?? role;
    return { permission: told, role_name: told, user: simpleUser(params.username) };
  });
  on('put', '/collaborators/:username', ({ params, body, found }, reply) => {
    const login = known(logins, params.username);
    if (!login) return reply.code(404).send(NOT_FOUND);
    const permission = body?.permission ?? 'push';
    if (members.has(login) || found.collaborators.has(login)) {
      found.collaborators.set(login, permission);
      return reply.code(204).send();
    }
    found.invited.set(login, permission);
    return reply.code(201).send(invitationTo(login, permission));
  });
  on('delete', '/collaborators/:username', ({ params, found }, reply) => {
    found.collaborators.delete(known(found.collaborators, params.username) ?? '');
    return reply.code(204).send();
  });
  on('get', '/invitations', ({ found }) => [...found.invited].map(([login, role]) => invitationTo(login, role)));
  on('delete', '/invitations/:id', ({ params, found }, reply) => {
    const login = [...found.invited.keys()].find((one) => String(invitationIdOf(one)) === params.id);
    if (!login) return reply.code(404).send(NOT_FOUND);
    found.invited.delete(login);
    return reply.code(204).send();
  });
}

const invitationTo = (login: string, permission: string) => ({
  id: invitationIdOf(login),
  invitee: simpleUser(login),
  inviter: simpleUser('owner'),
  permissions: TOLD_AS[permission] ?? permission,
  created_at: '2026-11-26T10:00:00Z',
});
