import type { RunningTwin, TwinHarness } from '@joinery/plugin-sdk/testing';
import { type GitHubTwin, startGitHub } from './github.ts';
import { asRunningTwin } from './running-twin.ts';

const TOKEN = 'ghp_of-the-twin-and-of-nothing-else';
const MEMBERS = 130;
const TEAMS = 104;

export const githubTwin: TwinHarness = { start: async () => (await startGitHubForPlugin()).running };

/** The organisation acme: 130 members of whom ada is an owner, 104 teams, and people who are on their way. */
export async function startGitHubForPlugin(): Promise<{ github: GitHubTwin; running: RunningTwin }> {
  const github = await startGitHub({ org: 'acme', token: TOKEN });
  const running = asRunningTwin(github, {
    config: { org: 'acme', apiUrl: github.url },
    secrets: { token: TOKEN },
    scenarios: SCENARIOS,
    resources: { organization: { objects: 1, grants: MEMBERS }, team: { objects: TEAMS, grants: MEMBERS + 2 } },
    fill: () => fill(github),
  });
  return { github, running };
}

function fill(github: GitHubTwin): void {
  const { logins, members, teams, owners, invitedAddresses, expired, blocked, seats, repositories, gone } = github;
  for (const state of [logins, members, teams, owners, invitedAddresses, expired, blocked, seats, repositories, gone])
    state.clear();
  const names = ['ada', 'bob', ...Array.from({ length: MEMBERS - 2 }, (_, at) => `dev-${at}`)];
  for (const login of [...names, 'eve', 'new', 'late', 'troll']) logins.set(login, 'User');
  logins.set('elsewhere', 'Organization');
  for (const login of names) members.set(login, 'active');
  members.set('late', 'pending');
  owners.add('ada');
  invitedAddresses.set('invited@example.com', 'direct_member');
  expired.add('eve');
  blocked.add('troll');
  seats.set('ada', 'held');
  const everybody = names.map((login) => [login, { role: 'member', state: 'active' }] as const);
  teams.set('everybody', { members: new Map(everybody), name: 'Everybody' });
  teams.set('backend', { members: new Map([['bob', { role: 'member', state: 'active' }]]), name: 'Backend' });
  teams.set('backend-db', {
    members: new Map([['ada', { role: 'maintainer', state: 'active' }]]),
    name: 'Backend DB',
    parent: 'backend',
  });
  for (let at = teams.size; at < TEAMS; at += 1) teams.set(`team-${at}`, { members: new Map() });
  repositories.set('tools', { owner: 'acme', collaborators: new Map([['eve', 'push']]), invited: new Map() });
  repositories.set('moved', { owner: 'elsewhere', collaborators: new Map(), invited: new Map() });
}

const input = (values: Record<string, unknown>) => ({ input: values });
const none = (why: string) => ({ none: why });
const inBackend = (username: string, more = {}) => input({ team: 'backend', username, ...more });
const tools = (username: string, more = {}) => input({ repository: 'tools', username, ...more });

const SCENARIOS: RunningTwin['scenarios'] = {
  github_api_add_user_to_entity: {
    fresh: input({ username: 'new' }),
    already: input({ username: 'LATE' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_remove_user_from_entity: {
    fresh: input({ username: 'bob' }),
    already: input({ username: 'new' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_get_user: { fresh: input({ username: 'eve' }) },
  github_api_create_group: {
    fresh: input({ name: 'Front End', parent: 'everybody' }),
    already: input({ name: 'backend' }),
    missing: input({ name: 'Front End', parent: 'nothing' }),
  },
  github_api_delete_group: {
    fresh: input({ team: 'backend-db' }),
    already: input({ team: 'nothing' }),
    missing: input({ team: 'nothing' }),
  },
  github_api_list_groups: { fresh: input({}) },
  github_api_add_user_to_group: {
    fresh: inBackend('new'),
    already: inBackend('Bob'),
    missing: input({ team: 'nothing', username: 'bob' }),
  },
  github_api_remove_user_from_group: {
    fresh: inBackend('bob'),
    already: inBackend('ada'),
    missing: input({ team: 'nothing', username: 'bob' }),
  },
  github_api_set_role_in_group: {
    fresh: inBackend('bob', { role: 'maintainer' }),
    already: inBackend('bob', { role: 'member' }),
    missing: inBackend('ada', { role: 'member' }),
  },
  github_api_add_user_to_role: {
    fresh: input({ username: 'bob' }),
    already: input({ username: 'ada' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_remove_user_from_role: {
    fresh: input({ username: 'ada' }),
    already: input({ username: 'bob' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_add_outside_collaborator: {
    fresh: tools('new'),
    already: tools('eve', { permission: 'push' }),
    missing: tools('nobody'),
  },
  github_api_remove_outside_collaborator: {
    fresh: tools('eve'),
    already: tools('new'),
    missing: input({ repository: 'nothing', username: 'eve' }),
  },
  github_api_remove_outside_collaborator_everywhere: {
    fresh: input({ username: 'eve' }),
    already: input({ username: 'new' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_disable_user: {
    fresh: input({ username: 'eve' }),
    already: input({ username: 'troll' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_enable_user: {
    fresh: input({ username: 'troll' }),
    already: input({ username: 'eve' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_transfer_repository: {
    fresh: input({ repository: 'tools', newOwner: 'elsewhere' }),
    already: input({ repository: 'moved', newOwner: 'elsewhere' }),
    missing: input({ repository: 'nothing', newOwner: 'elsewhere' }),
  },
  github_api_allocate_license: {
    fresh: input({ username: 'bob' }),
    already: input({ username: 'ada' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_deallocate_license: {
    fresh: input({ username: 'ada' }),
    already: input({ username: 'bob' }),
    missing: input({ username: 'nobody' }),
  },
  github_api_delete_entity: {
    fresh: input({ confirm: 'acme' }),
    already: none('the twin begins with its organisation'),
    missing: none('there is one organisation, and the configuration names it'),
  },
};
