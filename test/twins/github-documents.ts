import { createHash } from 'node:crypto';

const API = 'https://api.github.com';

/** A number that stays the same for a login. */
export function idOf(login: string): number {
  return createHash('sha256').update(login.toLowerCase()).digest().readUInt32BE();
}

export function simpleUser(login: string, type = 'User') {
  const url = `${API}/users/${login}`;
  return {
    login,
    id: idOf(login),
    node_id: Buffer.from(login).toString('base64'),
    avatar_url: `https://avatars.githubusercontent.com/u/${idOf(login)}`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

/** As in the list of a team's members. */
export function teamMember(login: string, role: 'member' | 'maintainer', inherited: boolean) {
  return { ...simpleUser(login), role, inherited };
}

export function teamMembership(
  [org, team, login]: [org: string, team: string, login: string],
  { role, state }: { role: string; state: string },
) {
  return { url: `${API}/orgs/${org}/teams/${team}/memberships/${login}`, role, state };
}

export function orgMembership(org: string, login: string, { role, state }: { role: string; state: string }) {
  return {
    url: `${API}/orgs/${org}/memberships/${login}`,
    state,
    role,
    organization: organization(org),
    user: simpleUser(login),
  };
}

export function organization(login: string) {
  const url = `${API}/orgs/${login}`;
  return { login, id: idOf(login), node_id: Buffer.from(login).toString('base64'), url, description: null };
}

export function repository(name: string, owner: string) {
  return {
    id: idOf(`repository ${name}`),
    node_id: Buffer.from(name).toString('base64'),
    name,
    full_name: `${owner}/${name}`,
    owner: simpleUser(owner, 'Organization'),
    private: true,
    description: null,
    fork: false,
    url: `${API}/repos/${owner}/${name}`,
  };
}

export function team(slug: string, { name = slug, description }: { name?: string; description?: string }) {
  return {
    id: idOf(`team ${slug}`),
    node_id: Buffer.from(slug).toString('base64'),
    name,
    slug,
    description: description ?? null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url: `${API}/organizations/1/team/${idOf(`team ${slug}`)}`,
  };
}

/** To an account or to an address. */
export function invitation(org: string, to: string, { role = 'direct_member', failed = false } = {}) {
  const id = idOf(`invitation ${to}`);
  const isAddress = to.includes('@');
  return {
    id,
    login: isAddress ? null : to,
    email: isAddress ? to : null,
    role,
    created_at: '2026-11-26T10:00:00Z',
    failed_at: failed ? '2026-12-03T10:00:00Z' : null,
    failed_reason: failed ? 'Invitation expired. User did not accept this invite for 7 days.' : null,
    inviter: simpleUser('owner'),
    team_count: 1,
    node_id: Buffer.from(`invitation ${id}`).toString('base64'),
    invitation_teams_url: `${API}/orgs/${org}/invitations/${id}/teams`,
  };
}
