import type { FastifyInstance, FastifyRequest } from 'fastify';
import { organization, orgMembership, simpleUser } from './github-documents.ts';
import { type GitHubState, known, type Listed, NOT_FOUND, page, roleOf } from './github-state.ts';

type ForUser = FastifyRequest<{ Params: { username: string }; Body: { role?: string } | null }>;

export function orgRoutes(app: FastifyInstance, state: GitHubState) {
  const { org, logins, members, blocked, repositories } = state;
  app.get('/user', async ({ headers }, reply) =>
    headers.authorization?.includes('ghs_')
      ? reply.code(403).send({ message: 'Resource not accessible by integration', status: '403' })
      : reply.header('x-oauth-scopes', 'admin:org, repo').send(simpleUser('owner')),
  );
  app.get('/users/:username', async ({ params }: ForUser, reply) => {
    const login = known(logins, params.username);
    return login ? simpleUser(login, logins.get(login)) : reply.code(404).send(NOT_FOUND);
  });
  app.get(`/orgs/${org}`, async () => organization(org));
  app.delete(`/orgs/${org}`, async (_request, reply) => {
    state.gone.add(org);
    return reply.code(202).send({});
  });
  app.get(`/orgs/${org}/members`, async (request: Listed, reply) => {
    const active = [...members].filter(([, membership]) => membership === 'active').map(([login]) => login);
    const { role = 'all' } = request.query;
    const asked = active.filter((login) => role === 'all' || roleOf(state, login) === role);
    return page(
      request,
      reply,
      asked.map((login) => simpleUser(login)),
    );
  });
  app.get(`/orgs/${org}/blocks/:username`, async ({ params }: ForUser, reply) =>
    known(blocked, params.username) ? reply.code(204).send() : reply.code(404).send(NOT_FOUND),
  );
  app.put(`/orgs/${org}/blocks/:username`, async ({ params }: ForUser, reply) => {
    if (known(members, params.username)) return reply.code(422).send({ message: 'Cannot block a member.' });
    blocked.add(params.username);
    return reply.code(204).send();
  });
  app.delete(`/orgs/${org}/blocks/:username`, async ({ params }: ForUser, reply) => {
    blocked.delete(known(blocked, params.username) ?? '');
    return reply.code(204).send();
  });
  app.get(`/orgs/${org}/outside_collaborators`, async (request: Listed, reply) => {
    const all = new Set([...repositories.values()].flatMap(({ collaborators }) => [...collaborators.keys()]));
    const outside = [...all].filter((login) => !members.has(login));
    return page(
      request,
      reply,
      outside.map((login) => simpleUser(login)),
    );
  });
  app.delete(`/orgs/${org}/outside_collaborators/:username`, async ({ params }: ForUser, reply) => {
    if (known(members, params.username))
      return reply
        .code(422)
        .send({ message: 'You cannot specify an organization member to remove as an outside collaborator.' });
    for (const { collaborators } of repositories.values())
      collaborators.delete(known(collaborators, params.username) ?? '');
    return reply.code(204).send();
  });
  seatRoutes(app, state);
}

export function membershipRoutes(app: FastifyInstance, state: GitHubState) {
  const { org, logins, members, owners, teams, seats } = state;
  const path = `/orgs/${org}/memberships/:username`;
  const document = (login: string) =>
    orgMembership(org, login, { role: roleOf(state, login), state: members.get(login) ?? 'pending' });
  app.get(path, async ({ params }: ForUser, reply) => {
    const login = known(members, params.username);
    return login ? document(login) : reply.code(404).send(NOT_FOUND);
  });
  app.put(path, async ({ params, body }: ForUser, reply) => {
    const login = known(logins, params.username);
    if (!login) return reply.code(404).send(NOT_FOUND);
    members.set(login, members.get(login) ?? 'pending');
    state.expired.delete(login);
    if (body?.role === 'admin') owners.add(login);
    else owners.delete(login);
    return document(login);
  });
  // Ends a membership as well as an invitation.
  app.delete(path, async ({ params }: ForUser, reply) => {
    const login = known(members, params.username);
    if (!login) return reply.code(404).send(NOT_FOUND);
    members.delete(login);
    owners.delete(login);
    seats.delete(login);
    for (const team of teams.values()) team.members.delete(login);
    return reply.code(204).send();
  });
}

type ForSeats = FastifyRequest<{ Body: { selected_usernames: string[] } }>;

function seatRoutes(app: FastifyInstance, { org, members, seats }: GitHubState) {
  app.get(`/orgs/${org}/members/:username/copilot`, async ({ params }: ForUser, reply) => {
    const login = known(seats, params.username);
    if (!login) return reply.code(404).send(NOT_FOUND);
    const isEnding = seats.get(login) === 'ending';
    return { assignee: simpleUser(login), pending_cancellation_date: isEnding ? '2026-12-01' : null };
  });
  const path = `/orgs/${org}/copilot/billing/selected_users`;
  app.post(path, async ({ body }: ForSeats, reply) => {
    const logins = body.selected_usernames.filter((login) => members.has(login));
    for (const login of logins) seats.set(login, 'held');
    return reply.code(201).send({ seats_created: logins.length });
  });
  app.delete(path, async ({ body }: ForSeats) => {
    for (const login of body.selected_usernames) seats.set(login, 'ending');
    return { seats_cancelled: body.selected_usernames.length };
  });
}
