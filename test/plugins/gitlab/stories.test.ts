import { runPlugin } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/gitlab/src/index.ts';
import { startGitLabForPlugin } from '../../twins/gitlab-plugin.ts';

const { gitlab, running } = await startGitLabForPlugin();
afterAll(running.stop);
beforeEach(running.reset);

const act = (action: string, input: Record<string, unknown>) =>
  runPlugin(plugin, running, { operation: 'action', action: `gitlab_${action}`, input });
const project = 'acme/access';
const lastIssue = () => gitlab.projects.get(project)?.issues.at(-1);

describe('an issue from a template', () => {
  test('has its placeholders filled', async () => {
    await act('issue_create', {
      project,
      title: 'Access for {{ user }}',
      description: '{{user}} wants {{group.name}}.\n/label ~access',
      variables: { user: 'bob', 'group.name': 'backend' },
      labels: ['access', 'new'],
    });
    expect(lastIssue()).toMatchObject({
      title: 'Access for bob',
      description: 'bob wants backend.\n/label ~access',
      labels: new Set(['access', 'new']),
    });
  });

  test('is not made when a placeholder is left', async () => {
    const run = await act('issue_create', { project, title: '{{user}}, {{why}}' });
    expect(run).toMatchObject({ error: { kind: 'invalid', message: expect.stringContaining('user, why') } });
    expect(running.requests()).toEqual([]);
  });

  test.each([
    ['a command', '/close\n  /assign @root', '\\/close\n  \\/assign @\u200broot'],
    ['a mention of everybody', '@all', '@\u200ball'],
    ['a comment that hides the rest', '<!-- joinery other -->', '&lt;!-- joinery other -->'],
    ['another placeholder', '{{secret}}', '{{secret}}'],
  ])('takes a value as text, were it %s', async (_, value, text) => {
    await act('issue_create', { project, title: 'T', description: '{{value}}', variables: { value } });
    expect(lastIssue()?.description).toBe(text);
  });

  test('with a key is made once while it is open', async () => {
    const input = { project, title: 'T', key: 'request-2' };
    expect(await act('issue_create', input)).toMatchObject({ outcome: 'changed', output: { iid: 3 } });
    expect(await act('issue_create', input)).toMatchObject({ outcome: 'noop', output: { iid: 3 } });
    await act('issue_close', { project, iid: 3 });
    expect(await act('issue_create', input)).toMatchObject({ outcome: 'changed', output: { iid: 4 } });
  });
});

describe('an assignee', () => {
  test('who is the only one can be taken off', async () => {
    await act('issue_unassign_user', { project, iid: 1, username: 'ada' });
    expect(gitlab.projects.get(project)?.issues[0]?.assignees.size).toBe(0);
  });
});

describe('a membership', () => {
  test('of more than is asked for is kept', async () => {
    const run = await act('api_add_user_to_group', { group: 'acme/backend', username: 'ada', role: 'guest' });
    expect(run).toMatchObject({ outcome: 'noop', output: { role: 'maintainer' } });
  });

  test('of less is raised', async () => {
    await act('api_add_user_to_group', { group: 'acme/backend', username: 'ada', role: 'owner' });
    expect(gitlab.groups.get('acme/backend')?.members.get(1)).toBe(50);
  });
});

describe('a group that was deleted', () => {
  test('is there for some days, and is not deleted twice', async () => {
    expect(await act('api_delete_group', { group: 'acme/backend' })).toMatchObject({
      outcome: 'changed',
      output: { path: 'backend', parent: 'acme' },
    });
    expect(await act('api_delete_group', { group: 'acme/backend' })).toMatchObject({
      outcome: 'noop',
      reason: expect.stringContaining('2026-12-03'),
    });
  });
});
