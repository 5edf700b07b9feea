import { describe, expect, test } from 'vitest';
import type { HostCall, Json } from '../../server/src/sandbox/index.ts';
import { type Attempt, attempt, startSandbox } from './setup/sandbox.ts';

const sandbox = await startSandbox({ idleProcesses: 1 });

const TRIGGER = {
  eventId: 'e1',
  eventType: 'user.deactivated',
  actorId: null,
  actorEmail: 'admin@example.com',
  ipAddress: null,
  firedAt: '2026-01-02T03:04:05.000Z',
  data: { user_email: 'alice@example.com', user_attributes: { team: 'a' }, is_active: false, manager: null },
  previous: { is_active: true },
};

/** Evaluates an expression over everything that `joinery` exports. */
async function read(expression: string, options?: Attempt): Promise<unknown> {
  const code = `import { config, secrets, trigger, run, idp, gworkspace, ldap, jwt, flows, JoineryError } from 'joinery';
    export default async () => JSON.stringify((await (${expression})) ?? null);`;
  const { result } = await attempt(sandbox, code, options);
  if (!result.ok) throw new Error(`${result.kind}: ${result.message}`);
  return JSON.parse(String(result.value));
}

describe('config', () => {
  const config = {
    text: ' as it is ',
    json: '["g1", " g2 ", "", 3]',
    commas: 'a, b,,c ',
    broken: '["a"',
    empty: '',
    yes: 'YES',
    one: '1',
    on: 'on',
    int: '42',
    negative: ' -7 ',
    fraction: '1.5',
    word: '4 apples',
    toString: 'own',
  };

  test.each([
    [`config.get('text')`, ' as it is '],
    [`config.get('absent')`, ''],
    [`config.get('constructor')`, ''],
    [`config.get('toString')`, 'own'],
    [`config.getList('json')`, ['g1', 'g2', '3']],
    [`config.getList('commas')`, ['a', 'b', 'c']],
    [`config.getList('broken')`, ['["a"']],
    [`config.getList('empty')`, []],
    [`config.getList('absent')`, []],
    [`['yes', 'one'].map(config.getBool)`, [true, true]],
    [`['on', 'empty', 'absent'].map(config.getBool)`, [false, false, false]],
    [`['int', 'negative'].map(config.getInt)`, [42, -7]],
    [`['fraction', 'word', 'empty', 'absent'].map(config.getInt)`, [0, 0, 0, 0]],
  ])('%s', async (expression, value) => {
    expect(await read(expression, { input: { config } })).toEqual(value);
  });
});

describe('the rest of what a script is given', () => {
  test('secrets: the value, or nothing', async () => {
    const input = { secrets: { API_KEY: 's3cret' } };
    expect(await read(`[secrets.get('API_KEY'), secrets.get('OTHER'), secrets.get('toString')]`, { input })).toEqual([
      's3cret',
      '',
      '',
    ]);
  });

  test('trigger: the event, or null', async () => {
    expect(await read('trigger', { input: { trigger: TRIGGER } })).toEqual(TRIGGER);
    expect(await read('trigger')).toBeNull();
  });

  test('run: which one it is', async () => {
    expect(await read('run')).toMatchObject({ taskName: 'Nightly', mode: 'apply', triggeredBy: 'manual' });
  });
});

describe('each function is one message', () => {
  const user = { id: 'u1', email: 'alice@example.com' };
  test.each<[string, HostCall]>([
    [`idp.getUser('u')`, { name: 'idp.get_user', input: { id: 'u' } }],
    [`idp.getUserByEmail('e')`, { name: 'idp.get_user_by_email', input: { email: 'e' } }],
    [
      `idp.createUser('e', 'f')`,
      { name: 'idp.create_user', input: { email: 'e', firstName: 'f', lastName: '', source: '' } },
    ],
    [
      `idp.updateUser('u', { firstName: 'f' })`,
      { name: 'idp.update_user', input: { id: 'u', changes: { firstName: 'f' } } },
    ],
    [`idp.updateUserActive('u', false)`, { name: 'idp.update_user_active', input: { id: 'u', isActive: false } }],
    [`idp.getGroup('g')`, { name: 'idp.get_group', input: { id: 'g' } }],
    [`idp.getGroupByName('n')`, { name: 'idp.get_group_by_name', input: { name: 'n' } }],
    [`idp.createGroup('n')`, { name: 'idp.create_group', input: { name: 'n', description: '' } }],
    [`idp.getUserGroups('u')`, { name: 'idp.get_user_groups', input: { userId: 'u' } }],
    [`idp.addUserToGroup('u', 'g')`, { name: 'idp.add_user_to_group', input: { userId: 'u', groupId: 'g' } }],
    [
      `idp.addUserToGroup('u', 'g', { expiresAt: 't' })`,
      { name: 'idp.add_user_to_group', input: { userId: 'u', groupId: 'g', expiresAt: 't' } },
    ],
    [`idp.removeUserFromGroup('u', 'g')`, { name: 'idp.remove_user_from_group', input: { userId: 'u', groupId: 'g' } }],
    [`idp.listApplications()`, { name: 'idp.list_applications', input: {} }],
    [`idp.rotateApplicationSecret('a')`, { name: 'idp.rotate_application_secret', input: { id: 'a' } }],
    [`idp.getFederatedProvider('p')`, { name: 'idp.get_federated_provider', input: { id: 'p' } }],
    [`idp.getFederatedProviderByName('n')`, { name: 'idp.get_federated_provider_by_name', input: { name: 'n' } }],
    [
      `idp.getFederatedUserBySub('p', 's')`,
      { name: 'idp.get_federated_user_by_sub', input: { providerId: 'p', subject: 's' } },
    ],
    [`idp.getFederatedIdentities('u')`, { name: 'idp.get_federated_identities', input: { userId: 'u' } }],
    [
      `idp.linkFederatedIdentity('u', 'p', 's')`,
      { name: 'idp.link_federated_identity', input: { userId: 'u', providerId: 'p', subject: 's' } },
    ],
    [
      `idp.unlinkFederatedIdentity('p', 's')`,
      { name: 'idp.unlink_federated_identity', input: { providerId: 'p', subject: 's' } },
    ],
    [`idp.getAccessRequestApprovers('r')`, { name: 'idp.get_access_request_approvers', input: { requestId: 'r' } }],
    [`ldap.search({ url: 'ldap://h', filter: 'f' })`, { name: 'ldap.search', input: { url: 'ldap://h', filter: 'f' } }],
    [`jwt.sign({ algorithm: 'RS256', key: 'k' })`, { name: 'jwt.sign', input: { algorithm: 'RS256', key: 'k' } }],
  ])('%s', async (expression, call) => {
    const calls: HostCall[] = [];
    const answer = (made: HostCall) => {
      calls.push(made);
      return { ok: true, value: user } as const;
    };
    expect(await read(expression, { capabilities: [call.name], answer })).toEqual(user);
    expect(calls).toEqual([call]);
  });
});

describe('lists are read page by page', () => {
  /** Three pages of one item each. */
  const paged = (list: string) => (call: HostCall) => {
    const page = Number((call.input as { after?: string }).after ?? '1');
    const value: Json = { [list]: [{ id: `item-${page}` }], next: page < 3 ? String(page + 1) : null };
    return { ok: true, value } as const;
  };
  const all = [{ id: 'item-1' }, { id: 'item-2' }, { id: 'item-3' }];

  test.each([
    ['idp.listUsers({ isActive: true })', 'idp.users', 'users'],
    ['Array.fromAsync(idp.users())', 'idp.users', 'users'],
    ['Array.fromAsync(idp.groups())', 'idp.groups', 'groups'],
    [`idp.getGroupsByPrefix('eng-')`, 'idp.groups', 'groups'],
    [`Array.fromAsync(idp.members('g'))`, 'idp.members', 'users'],
    [`idp.getGroupMembers('g')`, 'idp.members', 'users'],
    [`gworkspace.listUsers('key', 'example.com')`, 'gworkspace.list_users', 'users'],
  ])('%s', async (expression, name, list) => {
    expect(await read(expression, { capabilities: [name], answer: paged(list) })).toEqual(all);
  });

  test('a list that is left is read no further', async () => {
    const expression = `(async () => { for await (const user of idp.users()) return user })()`;
    const calls: HostCall[] = [];
    const answer = (call: HostCall) => {
      calls.push(call);
      return paged('users')(call);
    };
    expect(await read(expression, { capabilities: ['idp.users'], answer })).toEqual({ id: 'item-1' });
    expect(calls).toHaveLength(1);
  });
});
