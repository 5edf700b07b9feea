import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, startApi, type TestApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';

let api: TestApi;
let owner: Account;
beforeAll(async () => {
  api = await startApi();
  owner = await api.signUp();
});
afterAll(() => api.stop());

const CREATE_GROUP = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id name } }';
const NO_ID = '00000000-0000-4000-8000-000000000000';

describe('what is refused', () => {
  it('is UNAUTHENTICATED without a credential, and with one that is none', async () => {
    for (const token of [null, 'nonsense']) {
      const { data, errors } = await api.gql(token, '{ groups { totalCount } }');
      expect(data).toBeNull();
      expect(errors?.[0]).toMatchObject({ path: ['groups'], extensions: { code: 'UNAUTHENTICATED' } });
    }
  });

  it('is NOT_FOUND for what is not there', async () => {
    const { errors } = await api.gql(owner.token, `{ group(id: "${NO_ID}") { id } }`);
    expect(errors?.[0]).toMatchObject({ path: ['group'], extensions: { code: 'NOT_FOUND' } });
  });

  it('is FORBIDDEN for lack of a scope, which is named', async () => {
    const member = await api.signInAs(owner, 'MEMBER');
    const { errors } = await api.gql(member.token, '{ groups { totalCount } }');
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('group:read'),
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it('is CONFLICT for a name that is taken', async () => {
    const input = { name: 'taken' };
    await api.ask(owner.token, CREATE_GROUP, { input });
    const { errors } = await api.gql(owner.token, CREATE_GROUP, { input });
    expect(errors?.[0]?.extensions.code).toBe('CONFLICT');
  });

  it('is INVALID_INPUT with each field and what was wrong with it', async () => {
    const query = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }';
    const { errors } = await api.gql(owner.token, query, { input: { email: 'nobody', username: 'has spaces' } });
    expect(errors?.[0]?.extensions).toEqual({
      code: 'INVALID_INPUT',
      fields: [
        { path: 'email', message: expect.stringContaining('email address') },
        { path: 'username', message: expect.stringContaining('spaces') },
      ],
    });
  });

  it('is INVALID_INPUT where GraphQL itself finds a variable or an argument to be wrong', async () => {
    const wrong: [string, object?][] = [
      [CREATE_GROUP, { input: { name: 1 } }],
      [CREATE_GROUP, { input: {} }],
      [CREATE_GROUP],
      ['query ($first: Int) { groups(first: $first) { totalCount } }', { first: null }],
      ['query ($since: DateTime) { events(filter: {since: $since}) { totalCount } }', { since: 'yesterday' }],
    ];
    const socket = await api.live(owner.token);
    for (const [query, variables] of wrong) {
      const { errors } = await api.gql(owner.token, query, variables);
      expect(errors?.[0]?.extensions, query).toEqual({ code: 'INVALID_INPUT' });
      expect((await socket.ask(query, variables)).errors?.[0]?.extensions, query).toEqual({ code: 'INVALID_INPUT' });
    }
    await socket.close();
  });

  it('leaves the rest of the answer as it is', async () => {
    const query = `{ me { email } group(id: "${NO_ID}") { id } }`;
    const { status, data } = await api.gql<{ me: { email: string } }>(owner.token, query);
    expect(status).toBe(200);
    expect(data === null || data?.me.email === owner.email).toBe(true);
  });
});

describe('a failure on our side', () => {
  const BROKEN = 'groups_broken_for_this_test';

  const whileGroupsAreGone = async <T>(work: () => Promise<T>): Promise<T> => {
    await api.admin(`ALTER TABLE groups RENAME TO ${BROKEN}`);
    try {
      return await work();
    } finally {
      await api.admin(`ALTER TABLE ${BROKEN} RENAME TO groups`);
    }
  };

  it('is INTERNAL with an id, and tells nothing of its cause', async () => {
    const answer = await whileGroupsAreGone(() => api.gql(owner.token, '{ groups { nodes { id } } }'));
    const [error] = answer.errors ?? [];
    expect(error?.extensions).toEqual({ code: 'INTERNAL', errorId: expect.any(String) });
    expect(error?.message).toContain(error?.extensions.errorId);
    expect(JSON.stringify(answer)).not.toMatch(/relation|prisma|postgres|SELECT|42P01|\.ts:|node_modules/i);
    expect(answer.headers.get('x-request-id')).toBe(error?.extensions.errorId);
  });

  it('has its cause in the log, under the same id, with the tenant', async () => {
    const { errors } = await whileGroupsAreGone(() => api.gql(owner.token, '{ groups { nodes { id } } }'));
    const errorId = errors?.[0]?.extensions.errorId;
    const line = await eventually(() => {
      const found = api.log.find((logged) => logged.errorId === errorId);
      if (!found) throw new Error('not logged');
      return found;
    });
    expect(line).toMatchObject({ level: 'error', tenantId: owner.tenantId, path: ['groups'] });
    expect(JSON.stringify(line.err)).toContain('groups');
  });

  it('is the same over WebSocket', async () => {
    const socket = await api.live(owner.token);
    const { errors } = await whileGroupsAreGone(() => socket.ask('{ groups { nodes { id } } }'));
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', errorId: expect.any(String) });
    expect(JSON.stringify(errors)).not.toMatch(/relation|prisma|postgres|SELECT|42P01/i);
    await socket.close();
  });

  it('in a resolver of a list leaves the process serving', async () => {
    await whileGroupsAreGone(() =>
      Promise.all(Array.from({ length: 20 }, () => api.gql(owner.token, '{ groups { totalCount } }'))),
    );
    expect((await api.gql(owner.token, '{ groups { totalCount } }')).errors).toBeUndefined();
  });
});

describe('the log', () => {
  it('has a line for every operation: who, what and how it went, and nothing of what it carried', async () => {
    const secret = 'Project Nightingale';
    const query = 'mutation Found($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
    const { headers } = await api.gql(owner.token, query, { input: { name: secret } });
    const requestId = headers.get('x-request-id');
    const lines = api.log.filter((line) => line.requestId === requestId);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        msg: 'operation',
        operation: 'Found',
        kind: 'mutation',
        transport: 'http',
        outcome: 'OK',
        durationMs: expect.any(Number),
        tenantId: owner.tenantId,
        actorId: owner.userId,
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain(secret);
  });

  it('does not quote what GraphQL refuses', async () => {
    const secret = 4711_4711_4711;
    const { headers } = await api.gql(owner.token, CREATE_GROUP, { input: { name: secret } });
    const lines = api.log.filter((line) => line.requestId === headers.get('x-request-id'));
    expect(lines.map((line) => line.outcome).filter(Boolean)).toEqual(['INVALID_INPUT']);
    expect(JSON.stringify(lines)).not.toContain(String(secret));
  });
});
