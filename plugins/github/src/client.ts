import { ProviderError, type z } from '@joinery/plugin-sdk';
import type { Context, HttpAnswer } from '@joinery/plugin-sdk/types';
import { type Config, Invitations, OrgMembership, Team, TeamMembership } from './schemas.ts';

export type GitHub = Context<z.output<typeof Config>>;
type Invitation = z.output<typeof Invitations>[number];

export const TEAM = '/orgs/{org}/teams/{team}';
export const TEAM_MEMBERSHIP = `${TEAM}/memberships/{username}`;
export const ORG_MEMBERSHIP = '/orgs/{org}/memberships/{username}';
export const BLOCK = '/orgs/{org}/blocks/{username}';
export const COLLABORATOR = '/repos/{org}/{repository}/collaborators/{username}';
export const BY_LINK = { paging: { by: 'link' }, query: { per_page: 100 } } as const;

/** Logins are the same in upper and lower case. */
export const isSame = (one: string | null | undefined, other: string | undefined): boolean =>
  typeof one === 'string' && one.toLowerCase() === other?.toLowerCase();

/** Throws `not_found` where nobody at GitHub has this name. */
export async function requireAccount({ http }: GitHub, username: string): Promise<void> {
  await http.get('/users/{username}', { params: { username } });
}

export async function orgMembership({ http, config: { org } }: GitHub, username: string) {
  const answer = await http.get(ORG_MEMBERSHIP, { params: { org, username }, schema: OrgMembership, allow: [404] });
  return answer.ok ? answer.data : undefined;
}

/** undefined for who is not in the team. Throws `not_found` when there is no such team. */
export async function teamMembership({ http, config: { org } }: GitHub, params: { team: string; username: string }) {
  const answer = await http.get(TEAM_MEMBERSHIP, { params: { org, ...params }, schema: TeamMembership, allow: [404] });
  if (answer.ok) return answer.data;
  await http.get(TEAM, { params: { org, team: params.team }, schema: Team });
  return undefined;
}

export type Person = { username?: string | undefined; email?: string | undefined };

export function findInvitation(ctx: GitHub, person: Person): Promise<Invitation | undefined> {
  return findIn(ctx, '/orgs/{org}/invitations', person);
}

/** GitHub keeps those that were not accepted within seven days, for a while. */
export function findFailedInvitation(ctx: GitHub, person: Person): Promise<Invitation | undefined> {
  return findIn(ctx, '/orgs/{org}/failed_invitations', person);
}

async function findIn(
  { http, config: { org } }: GitHub,
  path: string,
  { username, email }: Person,
): Promise<Invitation | undefined> {
  const all = http.pages(path, { ...BY_LINK, params: { org }, schema: Invitations, items: (page) => page });
  for await (const invitation of all) {
    if (isSame(invitation.login, username) || isSame(invitation.email, email)) return invitation;
  }
  return undefined;
}

/**
 * The provider's 403 means that the team is kept in step with an identity provider, or that the credentials do not
 * suffice; it has no code that tells the two apart.
 */
export function throwIfForbidden({ status, data }: HttpAnswer<unknown>): void {
  if (status !== 403) return;
  const { message = 'Forbidden' } = (data ?? {}) as { message?: string };
  const isSynchronized = /externally managed|team sync/i.test(message);
  throw new ProviderError(isSynchronized ? 'conflict' : 'auth', `GitHub refuses: ${message}`, { status });
}
