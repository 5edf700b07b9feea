import { createHash } from 'node:crypto';

const API = 'https://api.github.com';

/** A number that stays the same for a login. */
function idOf(login: string): number {
  return createHash('sha256').update(login.toLowerCase()).digest().readUInt32BE();
}

function simpleUser(login: string, type = 'User') {
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

export function teamMembership(org: string, team: string, login: string, state: 'active' | 'pending') {
  return { url: `${API}/orgs/${org}/teams/${team}/memberships/${login}`, role: 'member', state };
}

export function invitation(org: string, login: string) {
  const id = idOf(login);
  return {
    id,
    login,
    email: null,
    role: 'direct_member',
    created_at: '2026-11-26T10:00:00Z',
    failed_at: null,
    failed_reason: null,
    inviter: simpleUser('owner'),
    team_count: 1,
    node_id: Buffer.from(`invitation ${id}`).toString('base64'),
    invitation_teams_url: `${API}/orgs/${org}/invitations/${id}/teams`,
  };
}
