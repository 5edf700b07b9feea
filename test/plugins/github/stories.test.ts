import { generateKeyPairSync } from 'node:crypto';
import { runPlugin, type TestRunOptions } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/github/src/index.ts';
import { startGitHub } from '../../twins/github.ts';
import { startGitHubForPlugin } from '../../twins/github-plugin.ts';

const { github, running } = await startGitHubForPlugin();
afterAll(running.stop);
beforeEach(running.reset);

const act = (action: string, input: Record<string, unknown>, options?: TestRunOptions) =>
  runPlugin(plugin, running, { operation: 'action', action: `github_api_${action}`, input }, options);
const stateOf = async (person: Record<string, unknown>) => (await act('get_user', person)) as { output?: object };

describe('an invitation to the organisation', () => {
  test('is pending until it is accepted', async () => {
    expect(await act('add_user_to_entity', { username: 'new' })).toMatchObject({
      outcome: 'changed',
      output: { state: 'pending' },
    });
    expect(await stateOf({ username: 'new' })).toMatchObject({ output: { state: 'pending' } });
    expect(await act('add_user_to_entity', { username: 'new' })).toMatchObject({ outcome: 'noop' });
    github.members.set('new', 'active');
    expect(await stateOf({ username: 'new' })).toMatchObject({ output: { state: 'accepted', role: 'member' } });
  });

  test('that has expired is known as such, and sent anew', async () => {
    expect(await stateOf({ username: 'eve' })).toMatchObject({ output: { state: 'expired' } });
    expect(await act('add_user_to_entity', { username: 'eve' })).toMatchObject({ outcome: 'changed' });
    expect(await stateOf({ username: 'eve' })).toMatchObject({ output: { state: 'pending' } });
  });

  test('goes to an address too, and is taken back there', async () => {
    const email = 'fresh@example.com';
    expect(await act('add_user_to_entity', { email })).toMatchObject({ outcome: 'changed' });
    expect(await act('add_user_to_entity', { email })).toMatchObject({ outcome: 'noop', reason: 'is invited already' });
    expect(await act('remove_user_from_entity', { email })).toMatchObject({ output: { was: 'pending' } });
    expect(await stateOf({ email })).toMatchObject({ output: { state: 'none' } });
  });

  test('to the address of a member is a noop', async () => {
    expect(await act('add_user_to_entity', { email: 'bob@example.com' })).toMatchObject({
      outcome: 'noop',
      output: { state: 'accepted' },
    });
  });

  test('takes no role away, and gives one', async () => {
    expect(await act('add_user_to_entity', { username: 'ada' })).toMatchObject({ outcome: 'noop' });
    expect(await act('add_user_to_entity', { username: 'bob', role: 'admin' })).toMatchObject({ outcome: 'changed' });
    expect([...github.owners]).toEqual(['ada', 'bob']);
  });

  test('needs a name or an address', async () => {
    expect(await act('add_user_to_entity', {})).toMatchObject({ error: { kind: 'invalid' } });
  });
});

describe('a team', () => {
  test('is not emptied of members that a team below it has', async () => {
    github.teams.get('backend')?.members.set('ada', { role: 'member', state: 'active', inherited: true });
    expect(await act('remove_user_from_group', { team: 'backend', username: 'ada' })).toMatchObject({
      outcome: 'noop',
      reason: 'is in the team by a team below it only',
    });
  });

  test('does not count them as its own', async () => {
    github.teams.get('backend')?.members.set('ada', { role: 'member', state: 'active', inherited: true });
    const object = { id: 'backend', name: 'Backend' };
    const run = await runPlugin(plugin, running, { operation: 'grants', resource: 'team', object });
    expect(run).toMatchObject({ page: { items: [{ principal: { username: 'bob' }, entitlement: 'member' }] } });
  });

  test('that an identity provider fills is left to it', async () => {
    Object.assign(github.teams.get('backend') ?? {}, { isSynchronized: true });
    const run = await act('add_user_to_group', { team: 'backend', username: 'ada' });
    expect(run).toMatchObject({ error: { kind: 'conflict', message: expect.stringContaining('externally managed') } });
  });

  test('is not deleted with the teams below it, unless that is meant', async () => {
    const run = await act('delete_group', { team: 'backend' });
    expect(run).toMatchObject({ error: { kind: 'conflict', message: expect.stringContaining('backend-db') } });
    expect(await act('delete_group', { team: 'backend', withChildren: true })).toMatchObject({ outcome: 'changed' });
    expect(github.teams.has('backend-db')).toBe(false);
  });

  test('has every owner as its maintainer', async () => {
    await act('add_user_to_group', { team: 'backend', username: 'ada' });
    const run = await act('set_role_in_group', { team: 'backend', username: 'ada', role: 'member' });
    expect(run).toMatchObject({ error: { kind: 'conflict' } });
  });
});

describe('a repository', () => {
  test('that was transferred is found where it is now', async () => {
    const input = { repository: 'tools', newOwner: 'elsewhere' };
    expect(await act('transfer_repository', input)).toMatchObject({ output: { previousOwner: 'acme' } });
    // GitHub carries it out only after it was answered.
    expect(github.repositories.get('tools')?.owner).toBe('acme');
    await act('transfer_repository', input);
    expect(await act('transfer_repository', input)).toMatchObject({ outcome: 'noop' });
    expect(github.repositories.get('tools')?.owner).toBe('elsewhere');
  });

  test('takes an invitation back', async () => {
    await act('add_outside_collaborator', { repository: 'tools', username: 'new' });
    expect(await act('remove_outside_collaborator', { repository: 'tools', username: 'new' })).toMatchObject({
      outcome: 'changed',
      output: { permission: 'pull' },
    });
    expect(github.repositories.get('tools')?.invited.size).toBe(0);
  });
});

describe('what GitHub refuses', () => {
  test('a member cannot be blocked', async () => {
    expect(await act('disable_user', { username: 'bob' })).toMatchObject({ error: { kind: 'invalid' } });
  });

  test('a secondary limit is waited for', async () => {
    github.limit('secondary', 0, 1);
    expect(await act('list_groups', {})).toMatchObject({ outcome: 'noop' });
    github.limit('secondary', 3600);
    expect(await act('list_groups', {})).toMatchObject({ error: { kind: 'rate_limited' } });
  });

  test('what its API cannot do is said with the reason', async () => {
    const run = await act('create_user', {});
    expect(run).toMatchObject({ error: { kind: 'not_supported', message: expect.stringContaining('SCIM') } });
  });

  test('an organisation is not deleted by mistake', async () => {
    expect(await act('delete_entity', { confirm: 'another' })).toMatchObject({ error: { kind: 'invalid' } });
    expect(running.requests()).toEqual([]);
  });
});

/** The organisation, with an App that is installed there. */
async function startWithApp() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const twin = await startGitHub({ org: 'acme', app: { id: '4711', publicKey, installationId: 99 } });
  const connection = {
    config: { org: 'acme', apiUrl: twin.url, appId: '4711', installationId: '99' },
    secrets: { private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
  };
  return { twin, connection };
}

describe('the credentials', () => {
  test('of an App are a key, exchanged for a token of the installation', async () => {
    const { twin, connection } = await startWithApp();
    const run = await runPlugin(plugin, connection, {
      operation: 'action',
      action: 'github_api_create_group',
      input: { name: 'Platform' },
    }).finally(() => twin.close());
    expect(run).toMatchObject({ outcome: 'changed', output: { team: 'platform' } });
    expect(twin.seen[0]).toMatchObject({ path: '/app/installations/99/access_tokens', status: 201 });
  });

  test('are told with the permissions that they lack, which GitHub tells the App alone', async () => {
    const { twin, connection } = await startWithApp();
    const run = await runPlugin(plugin, connection, { operation: 'check' }).finally(() => twin.close());
    const missing = ['organization_user_blocking: write', 'administration: write'];
    expect(run).toMatchObject({ check: { identity: 'App joinery in acme', missing } });
  });

  test('are told with the scopes that they lack', async () => {
    const run = await runPlugin(plugin, running, { operation: 'check' });
    expect(run).toMatchObject({ check: { identity: 'owner in acme', missing: [] } });
    const asked = running.requests().map(({ headers }) => headers['x-github-api-version']);
    expect(new Set(asked)).toEqual(new Set(['2022-11-28']));
  });
});
