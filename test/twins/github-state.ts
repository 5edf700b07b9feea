import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Team {
  /** By login. `inherited`: a member of a child team. */
  members: Map<string, { role: 'member' | 'maintainer'; state: 'active' | 'pending'; inherited?: boolean }>;
  /** Kept in step with an identity provider by GitHub itself: its members cannot be changed through the API. */
  isSynchronized?: boolean;
  /** The slug unless it is another. */
  name?: string;
  description?: string;
  /** Slug of the team that it is a part of. */
  parent?: string;
}

export interface Repository {
  owner: string;
  /** Who has access beside teams, and what. */
  collaborators: Map<string, string>;
  invited: Map<string, string>;
  /** A transfer is carried out only after it was answered. */
  nextOwner?: string;
}

export interface GitHubState {
  org: string;
  /** Every login that exists at GitHub. */
  logins: Map<string, 'User' | 'Organization'>;
  /** Members of the organisation, by login, and who is invited to it. */
  members: Map<string, 'active' | 'pending'>;
  teams: Map<string, Team>;
  /** Of the organisation; everybody else in `members` is a member. */
  owners: Set<string>;
  /** Invitations to addresses whose account is not known, by address. */
  invitedAddresses: Map<string, string>;
  /** Addresses and logins whose invitation has expired. */
  expired: Set<string>;
  blocked: Set<string>;
  /** Seats of Copilot. */
  seats: Map<string, 'held' | 'ending'>;
  repositories: Map<string, Repository>;
  /** Names of organisations that were deleted. */
  gone: Set<string>;
}

export function emptyState(org: string): GitHubState {
  return {
    org,
    logins: new Map(),
    members: new Map(),
    teams: new Map(),
    owners: new Set(),
    invitedAddresses: new Map(),
    expired: new Set(),
    blocked: new Set(),
    seats: new Map(),
    repositories: new Map(),
    gone: new Set(),
  };
}

const DOCS = 'https://docs.github.com/rest';
export const NOT_FOUND = { message: 'Not Found', documentation_url: DOCS, status: '404' };

export type Listed = FastifyRequest<{ Querystring: { page?: string; per_page?: string; role?: string } }>;

/** Logins are the same in upper and lower case. */
export function known(names: Map<string, unknown> | Set<string> | undefined, login: string): string | undefined {
  return [...(names?.keys() ?? [])].find((name) => name.toLowerCase() === login.toLowerCase());
}

/** A page of a list, with the header that leads to the next one. */
export function page<T>({ query, url }: Listed, reply: FastifyReply, all: T[]): T[] {
  const number = Number(query.page ?? 1);
  const size = Math.min(Number(query.per_page ?? 30), 100);
  if (number * size < all.length) {
    const next = new URL(url, `http://${reply.request.host}`);
    next.searchParams.set('page', String(number + 1));
    reply.header('link', `<${next}>; rel="next", <${next}>; rel="last"`);
  }
  return all.slice((number - 1) * size, number * size);
}

/** What a member is in the organisation. */
export function roleOf({ owners }: GitHubState, login: string): 'admin' | 'member' {
  return owners.has(login) ? 'admin' : 'member';
}
