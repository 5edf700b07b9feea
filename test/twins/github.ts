import type { KeyObject } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { invitation, teamMember, teamMembership } from './github-documents.ts';
import { createGitHubTokens } from './github-tokens.ts';
import { startTwin, type Twin } from './twin.ts';

export interface Team {
  /** By login. `inherited`: a member of a child team. */
  members: Map<string, { role: 'member' | 'maintainer'; state: 'active' | 'pending'; inherited?: boolean }>;
  /** Kept in step with an identity provider by GitHub itself: its members cannot be changed through the API. */
  isSynchronized?: boolean;
}

export interface GitHubState {
  org: string;
  /** Every login that exists at GitHub. */
  logins: Map<string, 'User' | 'Organization'>;
  /** Members of the organisation, by login, and who is invited to it. */
  members: Map<string, 'active' | 'pending'>;
  teams: Map<string, Team>;
}

export interface GitHubTwin extends Twin, GitHubState {
  /** From now on every request is over the limit; `secondary` says how long to wait, `primary` when it is renewed. */
  limit(kind: 'primary' | 'secondary', seconds: number, times?: number): void;
}

export interface GitHubOptions {
  org: string;
  /** A personal access token of an owner of the organisation. */
  token?: string;
  /** An app that is installed in the organisation. */
  app?: { id: string; publicKey: KeyObject; installationId: number };
}

const DOCS = 'https://docs.github.com/rest';
const NOT_FOUND = { message: 'Not Found', documentation_url: DOCS, status: '404' };

/** GitHub's REST API as far as organisations, teams and installation tokens go. */
export async function startGitHub({ org, token, app: installed }: GitHubOptions): Promise<GitHubTwin> {
  const state: GitHubState = { org, logins: new Map(), members: new Map(), teams: new Map() };
  const tokens = createGitHubTokens({ token, installed });
  const twin = await startTwin((app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers({ 'x-ratelimit-limit': '5000', 'x-github-api-version-selected': '2022-11-28' });
      if (!reply.hasHeader('x-ratelimit-remaining')) reply.header('x-ratelimit-remaining', '4990');
    });
    app.addHook('preHandler', tokens.check);
    tokens.routes(app);
    orgRoutes(app, state);
    teamRoutes(app, state);
    app.setNotFoundHandler((_request, reply) => reply.code(404).send(NOT_FOUND));
  });
  return Object.assign(twin, state, {
    limit: (kind: 'primary' | 'secondary', seconds: number, times?: number) =>
      twin.refuse({ ...LIMITS[kind](seconds), times }),
  });
}

const LIMITS = {
  primary: (seconds: number) => ({
    status: 403,
    headers: {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + seconds),
    },
    body: { message: 'API rate limit exceeded for installation ID 1.', documentation_url: DOCS },
  }),
  secondary: (seconds: number) => ({
    status: 403,
    headers: { 'retry-after': String(seconds) },
    body: { message: 'You have exceeded a secondary rate limit.', documentation_url: DOCS },
  }),
};

type ForUser = FastifyRequest<{ Params: { username: string } }>;
type ForTeam = FastifyRequest<{
  Params: { slug: string; username: string };
  Querystring: { page?: string; per_page?: string };
}>;

function orgRoutes(app: FastifyInstance, { org, members, teams }: GitHubState) {
  const leave = (login: string) => {
    members.delete(login);
    for (const team of teams.values()) team.members.delete(login);
  };
  // Ends a membership as well as an invitation.
  app.delete(`/orgs/${org}/memberships/:username`, async ({ params }: ForUser, reply) => {
    const login = known(members, params.username);
    if (!login) return reply.code(404).send(NOT_FOUND);
    leave(login);
    return reply.code(204).send();
  });
}

function teamRoutes(app: FastifyInstance, state: GitHubState) {
  const base = `/orgs/${state.org}/teams/:slug`;
  const teamOf = ({ params }: ForTeam) => state.teams.get(params.slug);
  app.get(`${base}/members`, async (request: ForTeam, reply) => {
    const team = teamOf(request);
    if (!team) return reply.code(404).send(NOT_FOUND);
    const active = [...team.members].filter(([, { state }]) => state === 'active');
    const all = active.map(([login, { role, inherited = false }]) => teamMember(login, role, inherited));
    return page(request, reply, all);
  });
  app.get(`${base}/invitations`, async (request: ForTeam, reply) => {
    const team = teamOf(request);
    if (!team) return reply.code(404).send(NOT_FOUND);
    const pending = [...team.members].filter(([, { state }]) => state === 'pending');
    const all = pending.map(([login]) => invitation(state.org, login));
    return page(request, reply, all);
  });
  app.put(`${base}/memberships/:username`, async (request: ForTeam, reply) => {
    const team = teamOf(request);
    const login = known(state.logins, request.params.username);
    if (!team || !login) return reply.code(404).send(NOT_FOUND);
    if (team.isSynchronized) return reply.code(403).send(SYNCHRONIZED);
    if (state.logins.get(login) === 'Organization') return reply.code(422).send(ORGANIZATION);
    const membership = { role: 'member' as const, state: state.members.get(login) ?? 'pending' };
    state.members.set(login, membership.state);
    team.members.set(login, membership);
    return teamMembership(state.org, request.params.slug, login, membership.state);
  });
  app.delete(`${base}/memberships/:username`, async (request: ForTeam, reply) => {
    const team = teamOf(request);
    const login = known(team?.members, request.params.username);
    if (!team || !login) return reply.code(404).send(NOT_FOUND);
    if (team.isSynchronized) return reply.code(403).send(SYNCHRONIZED);
    team.members.delete(login);
    return reply.code(204).send();
  });
}

const SYNCHRONIZED = {
  message: 'This team is externally managed.',
  documentation_url: DOCS,
  status: '403',
};
const ORGANIZATION = {
  message: 'Cannot add an organization as a member.',
  errors: [{ code: 'org', field: 'user', resource: 'TeamMember' }],
};

/** Logins are the same in upper and lower case. */
function known(names: Map<string, unknown> | undefined, login: string): string | undefined {
  return [...(names?.keys() ?? [])].find((name) => name.toLowerCase() === login.toLowerCase());
}

/** A page of a list, with the header that leads to the next one. */
function page<T>({ query, url }: ForTeam, reply: FastifyReply, all: T[]): T[] {
  const number = Number(query.page ?? 1);
  const size = Math.min(Number(query.per_page ?? 30), 100);
  if (number * size < all.length) {
    const next = new URL(url, `http://${reply.request.host}`);
    next.searchParams.set('page', String(number + 1));
    reply.header('link', `<${next}>; rel="next", <${next}>; rel="last"`);
  }
  return all.slice((number - 1) * size, number * size);
}
