import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { includedUser, membershipDocument, teamDocument } from './datadog-documents.ts';
import {
  contains,
  type DatadogState,
  type DatadogTeam,
  type Listed,
  type One,
  page,
  type Route,
  refuse,
} from './datadog-state.ts';

interface TeamBody {
  data: { attributes: { name: string; handle: string; description?: string } };
}
interface MembershipBody {
  data: { attributes: { role: 'admin' | null }; relationships: { user: { data: { id: string } } } };
}
type ForTeam = FastifyRequest<Route>;

const PAGE = 100;

export function teamRoutes(app: FastifyInstance, { teams }: DatadogState) {
  app.get('/api/v2/team', async (request: Listed) => {
    const keyword = request.query['filter[keyword]'];
    const found = [...teams.values()].filter(({ name, handle }) => contains(`${name} ${handle}`, keyword));
    return {
      data: page(request, found, PAGE).map(teamDocument),
      meta: { pagination: { total: found.length, type: 'number_size' } },
    };
  });
  app.post('/api/v2/team', async ({ body }, reply) => {
    const { name, handle, description = null } = (body as TeamBody).data.attributes;
    if ([...teams.values()].some((team) => team.handle === handle || team.name === name))
      return refuse(reply, 409, 'Team name and handle must be unique');
    const team: DatadogTeam = { id: randomUUID(), name, handle, description, members: new Map() };
    teams.set(team.id, team);
    return reply.code(201).send({ data: teamDocument(team) });
  });
  app.get('/api/v2/team/:id', async ({ params }: One, reply) => {
    const team = teams.get(params.id);
    return team ? { data: teamDocument(team) } : refuse(reply, 404, `Team for ID ${params.id} not found`);
  });
  app.delete('/api/v2/team/:id', async ({ params }: One, reply) => {
    if (!teams.delete(params.id)) return refuse(reply, 404, `Team for ID ${params.id} not found`);
    return reply.code(204).send();
  });
}

export function membershipRoutes(app: FastifyInstance, { users, teams }: DatadogState) {
  const on = (
    method: 'get' | 'post' | 'patch' | 'delete',
    path: string,
    answer: (team: DatadogTeam, request: ForTeam, reply: FastifyReply) => unknown,
  ) =>
    app[method]<Route>(`/api/v2/team/:id/memberships${path}`, async (request, reply) => {
      const team = teams.get(request.params.id);
      return team ? answer(team, request, reply) : refuse(reply, 404, `Team for ID ${request.params.id} not found`);
    });
  const known = (id: string) => users.get(id) ?? [];
  on('get', '', (team, request) => {
    const keyword = request.query['filter[keyword]'];
    const found = [...team.members.keys()]
      .flatMap(known)
      .filter(({ name, email }) => contains(`${name} ${email}`, keyword));
    const shown = page(request, found, PAGE);
    return { data: shown.map(({ id }) => membershipDocument(team, id)), included: shown.map(includedUser) };
  });
  on('post', '', (team, { body }, reply) => {
    const { attributes, relationships } = (body as MembershipBody).data;
    const { id } = relationships.user.data;
    if (!users.has(id)) return refuse(reply, 404, `User ${id} not found`);
    if (team.members.has(id))
      return reply.code(409).send({
        errors: [{ status: '409', title: 'Conflict', detail: `users already present on the team [${id}]` }],
      });
    team.members.set(id, attributes.role);
    return { data: membershipDocument(team, id) };
  });
  const stranger = (team: DatadogTeam, user: string) => `User ${user} is not a member of Team ${team.id} not found`;
  on('patch', '/:user', (team, { params, body }, reply) => {
    if (!team.members.has(params.user)) return refuse(reply, 404, stranger(team, params.user));
    team.members.set(params.user, (body as MembershipBody).data.attributes.role);
    return { data: membershipDocument(team, params.user) };
  });
  on('delete', '/:user', (team, { params }, reply) =>
    team.members.delete(params.user) ? reply.code(204).send() : refuse(reply, 404, stranger(team, params.user)),
  );
}
