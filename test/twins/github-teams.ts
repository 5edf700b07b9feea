import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { idOf, invitation, team, teamMember, teamMembership } from './github-documents.ts';
import { type GitHubState, known, type Listed, NOT_FOUND, page, roleOf, type Team } from './github-state.ts';

interface Route {
  Params: { slug: string; username: string };
  Querystring: { page?: string; per_page?: string };
  Body: { name?: string; description?: string; parent_team_id?: number; role?: 'member' | 'maintainer' } | null;
}
type ForTeam = FastifyRequest<Route>;

const SYNCHRONIZED = {
  message: 'This team is externally managed.',
  documentation_url: 'https://docs.github.com/rest',
  status: '403',
};
const ORGANIZATION = {
  message: 'Cannot add an organization as a member.',
  errors: [{ code: 'org', field: 'user', resource: 'TeamMember' }],
};

export function teamRoutes(app: FastifyInstance, { org, teams }: GitHubState) {
  const document = ([slug, found]: [string, Team]) => {
    const above = teams.get(found.parent ?? '');
    return { ...team(slug, found), parent: found.parent && above ? team(found.parent, above) : null };
  };
  const path = `/orgs/${org}/teams`;
  app.get(path, async (request: Listed, reply) => page(request, reply, [...teams].map(document)));
  app.post(path, async ({ body }: ForTeam, reply) => {
    const { name = '', description, parent_team_id } = body ?? {};
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    if (teams.has(slug)) return reply.code(422).send({ message: 'Validation Failed', errors: [UNIQUE] });
    const parent = [...teams.keys()].find((one) => idOf(`team ${one}`) === parent_team_id);
    const made: Team = { members: new Map(), name, description, parent };
    teams.set(slug, made);
    return reply.code(201).send({ ...document([slug, made]), members_count: 0, repos_count: 0 });
  });
  app.get(`${path}/:slug`, async ({ params: { slug } }: ForTeam, reply) => {
    const found = teams.get(slug);
    return found ? document([slug, found]) : reply.code(404).send(NOT_FOUND);
  });
  app.get(`${path}/:slug/teams`, async (request: ForTeam, reply) => {
    const children = [...teams].filter(([, { parent }]) => parent === request.params.slug);
    return page(request as Listed, reply, children.map(document));
  });
  const deleteWithChildren = (slug: string) => {
    teams.delete(slug);
    for (const [child, { parent }] of teams) if (parent === slug) deleteWithChildren(child);
  };
  app.delete(`${path}/:slug`, async ({ params: { slug } }: ForTeam, reply) => {
    if (!teams.has(slug)) return reply.code(404).send(NOT_FOUND);
    deleteWithChildren(slug);
    return reply.code(204).send();
  });
}

const UNIQUE = { resource: 'Team', code: 'custom', message: 'Name must be unique for this org' };

export function teamMemberRoutes(app: FastifyInstance, state: GitHubState) {
  const on = (
    method: 'get' | 'put' | 'delete',
    path: string,
    answer: (found: Team, request: ForTeam, reply: FastifyReply) => unknown,
  ) =>
    app[method]<Route>(`/orgs/${state.org}/teams/:slug${path}`, async (request, reply) => {
      const found = state.teams.get(request.params.slug);
      return found ? answer(found, request, reply) : reply.code(404).send(NOT_FOUND);
    });
  on('get', '/members', ({ members }, request, reply) => {
    const active = [...members].filter(([, { state }]) => state === 'active');
    const all = active.map(([login, { role, inherited = false }]) => teamMember(login, role, inherited));
    return page(request as Listed, reply, all);
  });
  on('get', '/invitations', ({ members }, request, reply) => {
    const pending = [...members].filter(([, { state }]) => state === 'pending');
    return page(
      request as Listed,
      reply,
      pending.map(([login]) => invitation(state.org, login)),
    );
  });
  on('get', '/memberships/:username', ({ members }, { params }, reply) => {
    const login = known(members, params.username);
    const membership = members.get(login ?? '');
    if (!login || !membership) return reply.code(404).send(NOT_FOUND);
    return teamMembership([state.org, params.slug, login], membership);
  });
  on('put', '/memberships/:username', (found, { params, body }, reply) => {
    const login = known(state.logins, params.username);
    if (!login) return reply.code(404).send(NOT_FOUND);
    if (found.isSynchronized) return reply.code(403).send(SYNCHRONIZED);
    if (state.logins.get(login) === 'Organization') return reply.code(422).send(ORGANIZATION);
    const role = roleOf(state, login) === 'admin' ? 'maintainer' : (body?.role ?? 'member');
    const membership = { role, state: state.members.get(login) ?? ('pending' as const) };
    state.members.set(login, membership.state);
    found.members.set(login, membership);
    return teamMembership([state.org, params.slug, login], membership);
  });
  on('delete', '/memberships/:username', (found, { params }, reply) => {
    const login = known(found.members, params.username);
    if (!login || found.members.get(login)?.inherited) return reply.code(404).send(NOT_FOUND);
    if (found.isSynchronized) return reply.code(403).send(SYNCHRONIZED);
    found.members.delete(login);
    return reply.code(204).send();
  });
}
