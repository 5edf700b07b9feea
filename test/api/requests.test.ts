import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrustedProxies } from '../../server/src/trusted-proxies.ts';
import { type Account, send, startApi, type TestApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';
import { type LiveClient, openLiveClient } from '../harness/live-client.ts';

let api: TestApi;
let owner: Account;
let live: LiveClient;
beforeAll(async () => {
  api = await startApi({ config: { trustedProxies: readTrustedProxies('true') } });
  owner = await api.signUp();
  live = await api.live(owner.token);
});
afterAll(async () => {
  await live.close();
  await api.stop();
});

const CREATE_GROUP = 'mutation { createGroup(input: {name: "forged"}) { id } }';

const groupCount = async () => (await api.admin('SELECT FROM groups')).length;

describe('a request that a page elsewhere could make a browser send', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; charset=application/json',
    '',
  ])('is refused, with the content type "%s"', async (contentType) => {
    const headers = { authorization: `Bearer ${owner.token}`, ...(contentType ? { 'content-type': contentType } : {}) };
    const body = new Blob([JSON.stringify({ query: CREATE_GROUP })]);
    const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
    expect(await groupCount()).toBe(0);
  });

  it('is refused as GET without a header that needs a preflight', async () => {
    const url = `${api.url}/graphql?query=${encodeURIComponent('{ me { id } }')}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${owner.token}` } });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('CSRF');
  });

  it('cannot change anything by GET, whatever its headers', async () => {
    const url = `${api.url}/graphql?query=${encodeURIComponent(CREATE_GROUP)}`;
    const headers = { authorization: `Bearer ${owner.token}`, 'apollo-require-preflight': '1' };
    const response = await fetch(url, { headers });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await groupCount()).toBe(0);
  });

  it('gets no leave to send from another origin', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const response = await fetch(`${api.url}/graphql`, { method: 'OPTIONS', headers });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a request by GET', () => {
  const get = async (parameters: Record<string, string>) => {
    const headers = { authorization: `Bearer ${owner.token}`, 'apollo-require-preflight': '1' };
    const response = await fetch(`${api.url}/graphql?${new URLSearchParams(parameters)}`, { headers });
    return { status: response.status, body: (await response.json()) as object };
  };

  it('is answered when it only asks', async () => {
    expect(await get({ query: '{ me { email } }' })).toEqual({
      status: 200,
      body: { data: { me: { email: owner.email } } },
    });
  });

  it('is bounded like any other', async () => {
    const { status, body } = await get({ query: `{ me { ${'id '.repeat(2000)} } }` });
    expect(status).toBe(429);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] });
  });
});

describe('a subscription over HTTP', () => {
  it('is told where it is served', async () => {
    const { status, errors } = await api.gql(owner.token, 'subscription { eventOccurred { id } }');
    expect(status).toBe(400);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('WebSocket'),
      extensions: { code: 'INVALID_INPUT' },
    });
  });
});

describe('a text that PostgreSQL cannot hold', () => {
  const CREATE = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }';
  const PLACES: { place: string; query: string; variables?: object; path: string; message: string }[] = [
    {
      place: 'in a variable',
      query: CREATE,
      variables: { input: { email: 'a@b.test', firstName: 'Nul\0l' } },
      path: 'variables.input.firstName',
      message: 'NUL character',
    },
    {
      place: 'deep in JSON',
      query: CREATE,
      variables: { input: { email: 'a@b.test', attributes: { list: ['fine', { here: '\0' }] } } },
      path: 'variables.input.attributes.list.1.here',
      message: 'NUL character',
    },
    {
      place: 'in the name of a member',
      query: CREATE,
      variables: { input: { email: 'a@b.test', attributes: { 'a\0b': 1 } } },
      path: 'variables.input.attributes.a\uFFFDb',
      message: 'NUL character',
    },
    {
      place: 'as half a character',
      query: CREATE,
      variables: { input: { email: 'a@b.test', attributes: { half: '\ud800' } } },
      path: 'variables.input.attributes.half',
      message: 'half a character',
    },
    {
      place: 'written into the document',
      query: String.raw`mutation { createGroup(input: {name: "a\u0000b"}) { id } }`,
      path: 'createGroup.input.name',
      message: 'NUL character',
    },
    {
      place: 'written there in braces',
      query: String.raw`query { user(id: "\u{0}") { id } }`,
      path: 'user.id',
      message: 'NUL character',
    },
    {
      place: 'in the default of a variable',
      query: String.raw`query ($id: ID! = "\u{000000}") { user(id: $id) { id } }`,
      path: 'id',
      message: 'NUL character',
    },
  ];

  it.each(PLACES)('$place is refused by its place', async ({ query, variables, path, message }) => {
    const { errors } = await api.gql(owner.token, query, variables);
    const expected = { code: 'INVALID_INPUT', fields: [{ path, message: expect.stringContaining(message) }] };
    expect(errors?.[0]?.extensions).toEqual(expected);
    expect((await live.ask(query, variables)).errors?.[0]?.extensions).toEqual(expected);
  });

  it('is not what only looks like it: a backslash and five characters', async () => {
    const name = String.raw`a\u0000b`;
    const { createGroup } = await api.ask<{ createGroup: { name: string } }>(
      owner.token,
      'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { name } }',
      { input: { name } },
    );
    expect(createGroup.name).toBe(name);
  });
});

describe('a body that is no request', () => {
  it.each([
    ['no JSON', '{"query": ', 400, 'not valid JSON'],
    ['nothing', '', 400, 'not valid JSON'],
    ['a text', '"{ me { id } }"', 400, 'POST body missing'],
    ['no query', '{"variables": {}}', 400, 'non-empty `query`'],
    ['a query that is no text', '{"query": {"kind": "Document"}}', 400, 'must be strings'],
    ['variables that are a list', '{"query": "{ me { id } }", "variables": []}', 400, 'must be an object'],
    ['no GraphQL', '{"query": "{ me { id }"}', 400, 'Syntax Error'],
    ['unknown fields', '{"query": "{ nobody }"}', 400, 'Cannot query field'],
    ['an operation that it does not have', '{"query": "query a { me { id } }", "operationName": "b"}', 400, 'b'],
    [
      'a persisted query',
      `{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "${'0'.repeat(64)}"}}}`,
      200,
      'PersistedQueryNotSupported',
    ],
  ])('but %s is INVALID_INPUT', async (_what, body, expectedStatus, message) => {
    const { status, errors } = await send(api.url, owner.token, body);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
    expect(status).toBe(expectedStatus);
  });

  it('for another path is NOT_FOUND', async () => {
    const response = await fetch(`${api.url}/elsewhere`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });
});

describe('the address of a request that came over proxies', () => {
  const SPOOFED = '198.51.100.1';
  const CLIENT = '203.0.113.7';
  const INNER_PROXY = '10.0.0.2';
  const headers = { 'x-forwarded-for': `${SPOOFED}, ${CLIENT}, ${INNER_PROXY}` };
  const NAMED = 'mutation ($name: String!) { createGroup(input: {name: $name}) { id } }';

  const addressesOf = async (name: string) => {
    const rows = await api.admin<{ ip_address: string }>(
      'SELECT ip_address FROM audit_records WHERE target_name = $1',
      [name],
    );
    return rows.map((row) => row.ip_address);
  };

  it('is what the outermost of them saw, and not what the client says of itself', async () => {
    await api.gql(owner.token, NAMED, { name: 'over http' }, headers);
    expect(await addressesOf('over http')).toEqual([CLIENT]);
  });

  it('is the same over a WebSocket', async () => {
    const socket = await openLiveClient(api.url, owner.token, headers);
    await socket.ask(NAMED, { name: 'over a socket' });
    await socket.close();
    expect(await addressesOf('over a socket')).toEqual([CLIENT]);
  });
});

describe('a request that is under way when its server stops', () => {
  it('is answered', async () => {
    const node = await api.anotherNode();
    const operator = await api.connect();
    await operator.query('BEGIN; LOCK TABLE groups IN EXCLUSIVE MODE');
    const answer = send<{ createGroup: object }>(node.url, owner.token, { query: CREATE_GROUP });
    await eventually(async () => {
      const waiting = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'groups'::regclass";
      expect(await api.admin(waiting)).toHaveLength(1);
    });
    const stopped = node.stop();
    await eventually(() => expect(fetch(`${node.url}/healthz`)).rejects.toThrow());
    await operator.query('COMMIT');
    expect(await answer).toMatchObject({ status: 200, data: { createGroup: { id: expect.any(String) } } });
    await stopped;
  });
});
