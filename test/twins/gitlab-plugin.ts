import type { RunningTwin, TwinHarness } from '@joinery/plugin-sdk/testing';
import { type GitLabTwin, startGitLab } from './gitlab.ts';
import { asRunningTwin } from './running-twin.ts';

const TOKEN = 'glpat-of-the-twin-and-of-nothing-else';
const PEOPLE = 120;
const GROUPS = 110;

export const gitlabTwin: TwinHarness = { start: async () => (await startGitLabForPlugin()).running };

/** 120 people who are all in the group everybody, 110 groups, and a project with an issue. */
export async function startGitLabForPlugin(): Promise<{ gitlab: GitLabTwin; running: RunningTwin }> {
  const gitlab = await startGitLab({ token: TOKEN });
  const running = asRunningTwin(gitlab, {
    config: { url: gitlab.url },
    secrets: { token: TOKEN },
    scenarios: SCENARIOS,
    resources: { group: { objects: GROUPS, grants: PEOPLE + 1 } },
    fill: () => fill(gitlab),
  });
  return { gitlab, running };
}

function fill({ users, groups, projects }: GitLabTwin): void {
  for (const state of [users, groups, projects]) state.clear();
  const names = ['ada', 'bob', 'troll', ...Array.from({ length: PEOPLE - 3 }, (_, at) => `dev-${at}`)];
  for (const [at, username] of names.entries())
    users.set(at + 1, { id: at + 1, username, email: `${username}@example.com`, state: 'active' });
  Object.assign(users.get(3) ?? {}, { state: 'blocked' });
  const add = (id: number, fullPath: string, members: [number, number][]) =>
    groups.set(fullPath, { id, name: fullPath, fullPath, members: new Map(members) });
  add(
    1,
    'everybody',
    [...users.keys()].map((id) => [id, 30]),
  );
  add(2, 'acme', []);
  add(3, 'acme/backend', [[1, 40]]);
  for (let id = 4; id <= GROUPS; id += 1) add(id, `group-${id}`, []);
  const issue = {
    title: 'Access',
    description: '<!-- joinery request-1 -->',
    state: 'opened' as const,
    labels: new Set(['waiting']),
    assignees: new Set([1]),
    notes: ['<!-- joinery note-1 -->'],
  };
  const closed = { ...issue, description: '', state: 'closed' as const, labels: new Set<string>(), notes: [] };
  projects.set('acme/access', {
    id: 9,
    name: 'access',
    fullPath: 'acme/access',
    members: new Map([[1, 30]]),
    issues: [issue, closed],
  });
}

const input = (values: Record<string, unknown>) => ({ input: values });
const none = (why: string) => ({ none: why });
const issue = (iid: number, more = {}) => input({ project: 'acme/access', iid, ...more });
const access = (more: object) => input({ project: 'acme/access', ...more });
const group = (username: string, more = {}) => input({ group: 'acme/backend', username, ...more });
const user = (username: string) => input({ username });

const SCENARIOS: RunningTwin['scenarios'] = {
  gitlab_issue_create: {
    fresh: access({
      title: 'Access for {{user}}',
      description: 'Please',
      variables: { user: 'bob' },
      assignees: ['ada'],
    }),
    already: access({ title: 'Access', key: 'request-1' }),
    missing: input({ project: 'acme/nothing', title: 'Access' }),
  },
  gitlab_issue_add_comment: {
    fresh: issue(1, { body: 'Done' }),
    already: issue(1, { body: 'Done', key: 'note-1' }),
    missing: issue(99, { body: 'Done' }),
  },
  gitlab_issue_add_label: {
    fresh: issue(1, { label: 'done' }),
    already: issue(1, { label: 'waiting' }),
    missing: issue(99, { label: 'done' }),
  },
  gitlab_issue_remove_label: {
    fresh: issue(1, { label: 'waiting' }),
    already: issue(1, { label: 'done' }),
    missing: issue(99, { label: 'done' }),
  },
  gitlab_issue_close: { fresh: issue(1), already: issue(2), missing: issue(99) },
  gitlab_issue_reopen: { fresh: issue(2), already: issue(1), missing: issue(99) },
  gitlab_issue_assign_user: {
    fresh: issue(1, { username: 'bob' }),
    already: issue(1, { username: 'ada' }),
    missing: issue(1, { username: 'nobody' }),
  },
  gitlab_issue_unassign_user: {
    fresh: issue(1, { username: 'ada' }),
    already: issue(1, { username: 'bob' }),
    missing: issue(99, { username: 'ada' }),
  },
  gitlab_api_add_user_to_group: { fresh: group('bob'), already: group('ada'), missing: group('nobody') },
  gitlab_api_remove_user_from_group: { fresh: group('ada'), already: group('bob'), missing: group('nobody') },
  gitlab_api_set_role_in_group: {
    fresh: group('ada', { role: 'owner' }),
    already: group('ada', { role: 'maintainer' }),
    missing: group('bob', { role: 'owner' }),
  },
  gitlab_api_add_user_to_project: {
    fresh: access({ username: 'bob' }),
    already: access({ username: 'ada' }),
    missing: input({ project: 'acme/nothing', username: 'bob' }),
  },
  gitlab_api_remove_user_from_project: {
    fresh: access({ username: 'ada' }),
    already: access({ username: 'bob' }),
    missing: input({ project: 'acme/nothing', username: 'ada' }),
  },
  gitlab_api_set_role_in_project: {
    fresh: access({ username: 'ada', role: 'guest' }),
    already: access({ username: 'ada', role: 'developer' }),
    missing: access({ username: 'bob', role: 'guest' }),
  },
  gitlab_api_create_group: {
    fresh: input({ name: 'Front End', path: 'front-end', parent: 'acme' }),
    already: input({ name: 'Backend', path: 'backend', parent: 'acme' }),
    missing: input({ name: 'Front End', path: 'front-end', parent: 'nothing' }),
  },
  gitlab_api_delete_group: {
    fresh: input({ group: 'acme/backend' }),
    already: input({ group: 'acme/nothing' }),
    missing: input({ group: 'acme/nothing' }),
  },
  gitlab_api_create_user: {
    fresh: input({ username: 'new', name: 'New', email: 'new@example.com' }),
    already: input({ username: 'ada', name: 'Ada', email: 'ada@example.com' }),
    missing: none('it names nothing that has to be there'),
  },
  gitlab_api_delete_user: { fresh: user('bob'), already: user('nobody'), missing: user('nobody') },
  gitlab_api_disable_user: { fresh: user('bob'), already: user('troll'), missing: user('nobody') },
  gitlab_api_enable_user: { fresh: user('troll'), already: user('bob'), missing: user('nobody') },
};
