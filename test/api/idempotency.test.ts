import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, type GqlAnswer, startApi, type TestApi } from '../harness/api.ts';
import { TEST_PASSWORD } from '../harness/services.ts';

/** Real time, moved ahead at will. */
class MovableClock {
  aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}

const HOUR_MS = 3600 * 1000;
const clock = new MovableClock();

let api: TestApi;
let owner: Account;
beforeAll(async () => {
  api = await startApi({ clock });
  owner = await api.signUp();
});
afterAll(() => api.stop());

interface Created {
  createGroup: { id: string; name: string };
}

const CREATE_GROUP = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id name } }';

const createGroup = (key: string, name: string, token = owner.token) =>
  api.gql<Created>(token, CREATE_GROUP, { input: { name } }, { 'idempotency-key': key });

const bodyOf = ({ data, errors }: GqlAnswer<unknown>) => ({ data, errors });

const freshToken = async () => {
  const { signIn } = await api.ask<{ signIn: { accessToken: string } }>(
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
    { input: { tenantSlug: owner.slug, email: owner.email, password: TEST_PASSWORD } },
  );
  return signIn.accessToken;
};

const groupsCalled = async (name: string) => (await api.admin('SELECT FROM groups WHERE name = $1', [name])).length;

describe('a mutation with an Idempotency-Key', () => {
  it('is answered the same again, and runs once', async () => {
    const first = await createGroup('again', 'once');
    const second = await createGroup('again', 'once');
    expect(first.data?.createGroup.name).toBe('once');
    expect(bodyOf(second)).toEqual(bodyOf(first));
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await groupsCalled('once')).toBe(1);
    expect(await api.admin(`SELECT FROM events WHERE data->>'group_name' = 'once'`)).toHaveLength(1);
  });

  it('is a CONFLICT with another body', async () => {
    await createGroup('other body', 'first body');
    const { status, data, errors } = await createGroup('other body', 'second body');
    expect(errors?.[0]?.extensions.code).toBe('CONFLICT');
    expect(status).toBe(409);
    expect(data).toBeUndefined();
    expect(await groupsCalled('second body')).toBe(0);
  });

  it('does not mind in which order its variables are written', async () => {
    const headers = { 'idempotency-key': 'order' };
    const first = { input: { name: 'order', description: 'any' } };
    const second = { input: { description: 'any', name: 'order' } };
    const { data } = await api.gql<Created>(owner.token, CREATE_GROUP, first, headers);
    expect((await api.gql<Created>(owner.token, CREATE_GROUP, second, headers)).data).toEqual(data);
  });

  it('runs once when it comes ten times at once, and the others are told to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => createGroup('at once', 'at once')));
    const done = answers.filter(({ data }) => data?.createGroup);
    const waiting = answers.filter(({ errors }) => errors);
    expect(await groupsCalled('at once')).toBe(1);
    expect(new Set(done.map(({ data }) => data?.createGroup.id)).size).toBe(1);
    expect(done.length + waiting.length).toBe(10);
    for (const { errors, status } of waiting) {
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining('still running'),
        extensions: { code: 'CONFLICT', retryAfterSeconds: 1 },
      });
      expect(status).toBe(409);
    }
    expect((await createGroup('at once', 'at once')).data?.createGroup.id).toBe(done[0]?.data?.createGroup.id);
  });

  it('is a CONFLICT while its first request is running', async () => {
    const holder = await api.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE groups IN ACCESS EXCLUSIVE MODE');
    const first = createGroup('running', 'running');
    await expect
      .poll(() => api.admin('SELECT FROM idempotency_keys WHERE key = $1', ['running']), { timeout: 10_000 })
      .toHaveLength(1);
    expect((await createGroup('running', 'running')).errors?.[0]?.extensions.code).toBe('CONFLICT');
    await holder.query('COMMIT');
    const { data } = await first;
    expect((await createGroup('running', 'running')).data).toEqual(data);
  });

  it("has its key for itself: another actor's and another tenant's are others", async () => {
    const colleague = await api.signInAs(owner, 'ADMIN');
    const stranger = await api.signUp();
    const answers = [
      await createGroup('shared', 'mine'),
      await createGroup('shared', 'of a colleague', colleague.token),
      await createGroup('shared', 'mine', stranger.token),
    ];
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
    expect(new Set(answers.map(({ data }) => data?.createGroup.id)).size).toBe(3);
  });

  it('may use its key anew after 24 hours', async () => {
    const first = await createGroup('old', 'before');
    clock.aheadMs = 23.9 * HOUR_MS;
    expect(bodyOf(await createGroup('old', 'before', await freshToken()))).toEqual(bodyOf(first));
    clock.aheadMs = 24.1 * HOUR_MS;
    const { data } = await createGroup('old', 'after', await freshToken());
    expect(data?.createGroup.name).toBe('after');
    clock.aheadMs = 0;
  });

  it('whose first request has vanished with its process can run after two minutes', async () => {
    await createGroup('vanished', 'vanished');
    await api.admin('UPDATE idempotency_keys SET response = NULL WHERE key = $1', ['vanished']);
    expect((await createGroup('vanished', 'vanished')).errors?.[0]?.extensions.code).toBe('CONFLICT');
    clock.aheadMs = 121_000;
    expect((await createGroup('vanished', 'vanished')).errors?.[0]?.message).toContain('vanished');
    clock.aheadMs = 0;
  });

  it('shows a secret again that is shown once, and keeps it sealed', async () => {
    const query = `mutation { createApiToken(input: {name: "ci", scopes: [USER_READ]}) { token apiToken { id } } }`;
    const headers = { 'idempotency-key': 'secret' };
    const first = await api.gql<{ createApiToken: { token: string } }>(owner.token, query, undefined, headers);
    const token = first.data?.createApiToken.token ?? '';
    expect(token.length).toBeGreaterThan(20);
    expect(bodyOf(await api.gql(owner.token, query, undefined, headers))).toEqual(bodyOf(first));
    const [row] = await api.admin<{ kept: string }>(
      `SELECT to_jsonb(k)::text AS kept FROM idempotency_keys k WHERE key = 'secret'`,
    );
    expect(row?.kept).toBeTruthy();
    for (const part of [token, token.slice(-16), first.data?.createApiToken.token.split('_').at(-1) ?? 'none']) {
      expect(row?.kept).not.toContain(part);
      expect(row?.kept).not.toContain(Buffer.from(part).toString('base64').slice(0, -3));
    }
  });

  it('is answered the same again when it was refused', async () => {
    const first = await createGroup('refused', ' ');
    expect(first.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
    expect(bodyOf(await createGroup('refused', ' '))).toEqual(bodyOf(first));
  });

  it('keeps nothing when it failed on our side: the same request may run again', async () => {
    await api.admin('ALTER TABLE groups RENAME TO groups_away');
    const failed = await createGroup('failed', 'in the end').finally(() =>
      api.admin('ALTER TABLE groups_away RENAME TO groups'),
    );
    expect(failed.errors?.[0]?.extensions.code).toBe('INTERNAL');
    const { data } = await createGroup('failed', 'in the end');
    expect(data?.createGroup.name).toBe('in the end');
  });

  it('keeps its answer when a part of it was done before something failed', async () => {
    const query = `mutation { a: createGroup(input: {name: "half done"}) { id } b: createApplication(input: {name: "x"}) { __typename } }`;
    const headers = { 'idempotency-key': 'half' };
    await api.admin('ALTER TABLE applications RENAME TO applications_away');
    const failed = await api
      .gql(owner.token, query, undefined, headers)
      .finally(() => api.admin('ALTER TABLE applications_away RENAME TO applications'));
    expect(failed.errors?.[0]).toMatchObject({ path: ['b'], extensions: { code: 'INTERNAL' } });
    const again = await api.gql(owner.token, query, undefined, headers);
    expect(bodyOf(again)).toEqual(bodyOf(failed));
    expect(await groupsCalled('half done')).toBe(1);
  });

  it('may carry several changes, and none is made twice', async () => {
    const query =
      'mutation { a: createGroup(input: {name: "several a"}) { id } b: createGroup(input: {name: "several b"}) { id } }';
    const headers = { 'idempotency-key': 'several' };
    const first = await api.gql<{ a: object; b: object }>(owner.token, query, undefined, headers);
    expect(Object.keys(first.data ?? {})).toEqual(['a', 'b']);
    expect(bodyOf(await api.gql(owner.token, query, undefined, headers))).toEqual(bodyOf(first));
    expect((await groupsCalled('several a')) + (await groupsCalled('several b'))).toBe(2);
  });

  it('may not have a key of any length', async () => {
    const { status, errors } = await createGroup('k'.repeat(201), 'long key');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'Idempotency-Key' }] });
    expect(status).toBe(400);
    expect(await groupsCalled('long key')).toBe(0);
  });

  it('that is refused for its size leaves its key free', async () => {
    const headers = { 'idempotency-key': 'size' };
    const query = `mutation { ${Array.from({ length: 21 }, (_, index) => `g${index}: createGroup(input: {name: "g${index}"}) { id }`).join(' ')} }`;
    expect((await api.gql(owner.token, query, undefined, headers)).status).toBe(429);
    expect((await createGroup('size', 'of the right size')).data?.createGroup.name).toBe('of the right size');
  });
});

describe('a key on anything else', () => {
  it('means nothing for a query', async () => {
    const headers = { 'idempotency-key': 'query' };
    const count = () =>
      api.gql<{ groups: { totalCount: number } }>(owner.token, '{ groups { totalCount } }', undefined, headers);
    const before = await count();
    await createGroup('made between', 'made between');
    const after = await count();
    expect(after.data?.groups.totalCount).toBe((before.data?.groups.totalCount ?? 0) + 1);
  });

  it('means nothing before anyone has signed in', async () => {
    const query =
      'mutation { signIn(input: {tenantSlug: "no-such", email: "a@b.test", password: "x"}) { accessToken } }';
    const headers = { 'idempotency-key': 'sign in' };
    for (let turn = 0; turn < 2; turn += 1) {
      const { errors } = await api.gql(null, query, undefined, headers);
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    expect(await api.admin(`SELECT FROM idempotency_keys WHERE key = 'sign in'`)).toHaveLength(0);
  });
});
