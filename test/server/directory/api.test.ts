import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createAppMapping } from '../../../server/src/modules/app-mapping/index.ts';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { ask } from './ask.ts';
import { person, startDirectory } from './setup.ts';

const directory = await startDirectory();

async function organisation() {
  const tenant = await directory.newTenant();
  const { owner } = tenant;
  const boss = await person(owner, { firstName: 'Boss' });
  const users = await Promise.all(Array.from({ length: 10 }, () => person(owner, { managerId: boss.id })));
  const groups = await Promise.all(['alpha', 'beta', 'gamma'].map((name) => createGroup(owner, { name })));
  for (const user of users) {
    for (const group of groups) await addGroupMember(owner, { groupId: group.id, userId: user.id });
  }
  const { application } = await createApplication(owner, { name: 'Argo' });
  for (const user of users)
    await createAppMapping(owner, { applicationId: application.id, userId: user.id, role: 'dev' });
  await createAppMapping(owner, { applicationId: application.id, groupId: groups[0]?.id, role: 'ops' });
  return { ...tenant, boss, users, groups, application };
}

describe('a member', () => {
  const EVERYTHING = `{
    me { id email groups { name } memberships { source group { name } user { email } } appMappings { role application { name } } }
  }`;

  it('sees themselves, with what they have', async () => {
    const { owner, actor, groups, application } = await organisation();
    const member = await actor('MEMBER');
    const userId = member.actor.id ?? '';
    await addGroupMember(owner, { groupId: groups[1]?.id, userId });
    await createAppMapping(owner, { applicationId: application.id, userId, role: 'dev' });
    const { data, codes } = await ask(member, EVERYTHING);
    expect(codes).toEqual([]);
    expect(data.me).toEqual({
      id: userId,
      email: member.actor.email,
      groups: [{ name: 'beta' }],
      memberships: [{ source: 'MANUAL', group: { name: 'beta' }, user: { email: member.actor.email } }],
      appMappings: [{ role: 'dev', application: { name: 'Argo' } }],
    });
    const self = await ask(member, 'query ($id: ID!) { user(id: $id) { email } }', { id: userId });
    expect(self.data.user.email).toBe(member.actor.email);
  });

  it('sees nobody and nothing else, by whatever way', async () => {
    const { actor, owner, boss, groups } = await organisation();
    const { id, email } = await createUser(owner, { email: 'm@member.test', managerId: boss.id });
    const { actor: like } = await actor('MEMBER');
    const member: Context = { ...owner, actor: { ...like, id, email } };
    await addGroupMember(owner, { groupId: groups[0]?.id, userId: id });
    const ways = [
      `{ user(id: "${boss.id}") { email } }`,
      '{ users { totalCount } }',
      '{ groups { totalCount } }',
      `{ group(id: "${groups[0]?.id}") { name } }`,
      '{ applications { totalCount } }',
      '{ appMappings { totalCount } }',
      '{ userImports { totalCount } }',
      '{ me { manager { email } } }',
      '{ me { groups { members { nodes { createdAt } } } } }',
      '{ me { memberships { group { members { totalCount } } } } }',
    ];
    for (const way of ways)
      expect({ way, codes: (await ask(member, way)).codes }).toEqual({ way, codes: ['FORBIDDEN'] });
  });
});

describe('a list with all that hangs on it', () => {
  const USERS = `{
    users(first: 100, filter: { text: "person" }, orderBy: { field: CREATED_AT }) {
      totalCount pageInfo { hasNextPage endCursor } edges { cursor }
      nodes {
        email manager { firstName } groups { name }
        memberships { source createdAt expiresAt group { name } user { email } }
        appMappings { role application { name clientId } user { email } group { name } }
      }
    }
  }`;
  const GROUPS = `{
    groups { nodes { name members(first: 3) { totalCount pageInfo { hasNextPage } nodes { source user { email } group { name } } } } }
  }`;

  it('takes as many queries for ten users as for one', async () => {
    const { owner, users } = await organisation();
    const { data, codes, transactions } = await ask(owner, USERS);
    expect(codes).toEqual([]);
    expect(data.users.totalCount).toBe(11);
    expect(data.users.pageInfo).toEqual({ hasNextPage: false, endCursor: data.users.edges.at(-1).cursor });
    const first = data.users.nodes.find(({ email }: { email: string }) => email === users[0]?.email);
    expect(first).toMatchObject({
      email: users[0]?.email,
      manager: { firstName: 'Boss' },
      groups: [{ name: 'alpha' }, { name: 'beta' }, { name: 'gamma' }],
      memberships: [{ group: { name: 'alpha' }, user: { email: users[0]?.email } }, {}, {}],
      appMappings: [{ role: 'dev', application: { name: 'Argo' }, user: { email: users[0]?.email }, group: null }],
    });
    expect(transactions).toBeLessThanOrEqual(9);
  });

  it('takes as many queries for three groups as for one', async () => {
    const { owner, users } = await organisation();
    const { data, codes, transactions } = await ask(owner, GROUPS);
    expect(codes).toEqual([]);
    expect(data.groups.nodes.map((group: { name: string }) => group.name)).toEqual(['alpha', 'beta', 'gamma']);
    for (const { members } of data.groups.nodes) {
      expect(members).toMatchObject({ totalCount: users.length, pageInfo: { hasNextPage: true } });
      expect(members.nodes).toHaveLength(3);
    }
    expect(transactions).toBeLessThanOrEqual(5);
  });

  it('refuses too large a page wherever it is asked', async () => {
    const { owner } = await organisation();
    for (const query of [
      '{ users(first: 101) { totalCount } }',
      '{ groups { nodes { members(first: 0) { totalCount } } } }',
    ]) {
      const { codes } = await ask(owner, query);
      expect(new Set(codes)).toEqual(new Set(['INVALID_INPUT']));
    }
  });
});

describe('the mutations', () => {
  it('answer what they changed, with whatever is asked of it', async () => {
    const { owner } = await directory.newTenant();
    const run = async (mutation: string) => {
      const { data, codes } = await ask(owner, `mutation { it: ${mutation} }`);
      expect(codes).toEqual([]);
      return data.it;
    };
    const boss = await run('createUser(input: {email: "boss@m.test"}) { id }');
    const created = await run(
      `createUser(input: {email: "Ada@m.test", attributes: {team: "core"}, role: AUDITOR, managerId: "${boss.id}"}) { id username role attributes manager { email } }`,
    );
    expect(created).toMatchObject({
      username: 'ada',
      role: 'AUDITOR',
      attributes: { team: 'core' },
      manager: { email: 'boss@m.test' },
    });
    const user = created.id;
    expect(
      await run(`updateUser(id: "${user}", input: {lastName: "L", managerId: null}) { lastName manager { id } }`),
    ).toEqual({ lastName: 'L', manager: null });
    expect(await run(`deactivateUser(id: "${user}") { isActive }`)).toEqual({ isActive: false });
    expect(await run(`activateUser(id: "${user}") { isActive }`)).toEqual({ isActive: true });
    expect(await run(`setUserPassword(id: "${user}", password: "a long enough one") { id }`)).toEqual({ id: user });
    const group = (await run('createGroup(input: {name: "ops"}) { id description }')).id;
    expect(await run(`updateGroup(id: "${group}", input: {description: "d"}) { description }`)).toEqual({
      description: 'd',
    });
    const added = await run(
      `addGroupMember(groupId: "${group}", userId: "${user}", expiresAt: "2999-01-01T00:00:00Z") { source expiresAt group { name } user { email lastName } }`,
    );
    expect(added).toMatchObject({
      source: 'MANUAL',
      group: { name: 'ops' },
      user: { email: 'ada@m.test', lastName: 'L' },
    });
    expect(new Date(added.expiresAt).toISOString()).toBe('2999-01-01T00:00:00.000Z');
    expect(await run(`addGroupMember(groupId: "${group}", userId: "${user}", expiresAt: null) { expiresAt }`)).toEqual({
      expiresAt: null,
    });
    const { application, clientSecret } = await run(
      'createApplication(input: {name: "Argo"}) { clientSecret application { id clientId } }',
    );
    const rotated = await run(
      `rotateApplicationSecret(id: "${application.id}") { clientSecret application { previousSecretExpiresAt } }`,
    );
    expect(rotated.clientSecret).not.toBe(clientSecret);
    expect(rotated.application.previousSecretExpiresAt).not.toBeNull();
    expect(await run(`updateApplication(id: "${application.id}", input: {description: "x"}) { description }`)).toEqual({
      description: 'x',
    });
    const mapping = await run(
      `createAppMapping(input: {applicationId: "${application.id}", groupId: "${group}", role: "admin"}) { id group { name } user { id } application { name } }`,
    );
    expect(mapping).toMatchObject({ group: { name: 'ops' }, user: null, application: { name: 'Argo' } });
    expect(await run(`updateAppMapping(id: "${mapping.id}", input: {role: "dev"}) { role }`)).toEqual({ role: 'dev' });
    expect(await run(`deleteAppMapping(id: "${mapping.id}") { role }`)).toEqual({ role: 'dev' });
    expect(await run(`removeGroupMember(groupId: "${group}", userId: "${user}") { user { email } }`)).toEqual({
      user: { email: 'ada@m.test' },
    });
    expect(await run(`deleteApplication(id: "${application.id}") { name }`)).toEqual({ name: 'Argo' });
    expect(await run(`deleteGroup(id: "${group}") { name }`)).toEqual({ name: 'ops' });
    expect(await run(`deleteUser(id: "${user}") { email groups { name } }`)).toEqual({
      email: 'ada@m.test',
      groups: [],
    });
  });

  it('take one transaction and no more for a member who is added', async () => {
    const { owner } = await directory.newTenant();
    const [user, group] = [await person(owner), await createGroup(owner, { name: 'hot' })];
    const mutation = `mutation { addGroupMember(groupId: "${group.id}", userId: "${user.id}") { user { id email } group { id name } } }`;
    expect(await ask(owner, mutation)).toMatchObject({ codes: [], transactions: 1 });
  });

  it('import users and show the report', async () => {
    const { owner } = await directory.newTenant();
    const source = `mutation ($json: JSON, $mode: ImportMode!) {
      importUsers(input: {json: $json, mode: $mode}) {
        id mode status counts { changed noop skipped failed } finishedAt error
        rows(first: 1, outcome: FAILED) { totalCount pageInfo { hasNextPage endCursor } nodes { row email outcome reason changes } }
      }
    }`;
    const json = [{ email: 'a@i.test' }, { email: 'bad' }, { email: 'c@i.test', role: 'KING' }];
    const { data, codes } = await ask(owner, source, { json, mode: 'APPLY' });
    expect(codes).toEqual([]);
    expect(data.importUsers).toMatchObject({
      mode: 'APPLY',
      status: 'SUCCESS',
      counts: { changed: 1, noop: 0, skipped: 0, failed: 2 },
      rows: { totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ row: 2, outcome: 'FAILED', changes: null }] },
    });
    const { id, rows } = data.importUsers;
    const next = await ask(
      owner,
      `query ($after: String) { userImport(id: "${id}") { rows(outcome: FAILED, after: $after) { nodes { row } } } userImports { nodes { id } } }`,
      { after: rows.pageInfo.endCursor },
    );
    expect(next.data).toEqual({ userImport: { rows: { nodes: [{ row: 3 }] } }, userImports: { nodes: [{ id }] } });
  });
});
