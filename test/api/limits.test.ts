import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Account, send, startApi, type TestApi } from '../harness/api.ts';
import { closeOf, type LiveClient, openWebSocket } from '../harness/live-client.ts';

let api: TestApi;
let owner: Account;
let live: LiveClient;
beforeAll(async () => {
  api = await startApi();
  owner = await api.signUp();
  live = await api.live(owner.token);
});
afterAll(async () => {
  await live.close();
  await api.stop();
});

interface Abuse {
  what: string;
  query: string;
  variables?: object;
  /** What the message must name. */
  names: RegExp;
}

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index));
const nested = (depth: number, open: string, inside: string) =>
  `${`${open} { `.repeat(depth)}${inside}${' }'.repeat(depth)}`;
const json = (depth: number) => {
  let value: object = {};
  for (let index = 0; index < depth; index += 1) value = { a: value };
  return value;
};

const CREATE_GROUP = 'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
const CREATE_USER = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }';
const CREATED_GROUPS = times(31, (index) => `g${index}: createGroup(input: {name: "g${index}"}) { id }`);

const ABUSES: Abuse[] = [
  {
    what: 'nests its fields too deeply',
    query: `{ me { ${nested(12, 'manager', 'id')} } }`,
    names: /nesting of fields.* 12/,
  },
  {
    what: 'nests them through fragments',
    query: `{ me { ...a } } fragment a on User { ${nested(6, 'manager', '...b')} } fragment b on User { ${nested(6, 'manager', 'id')} }`,
    names: /nesting of fields.* 12/,
  },
  {
    what: 'renames too many fields',
    query: `{ me { ${times(31, (index) => `a${index}: id`).join(' ')} } }`,
    names: /aliases: 31.* 30/,
  },
  {
    what: 'renames one field in a fragment that is spread often',
    query: `{ me { ...a manager { ...a manager { ...a manager { ...a } } } } } fragment a on User { ${times(10, (index) => `a${index}: id`).join(' ')} }`,
    names: /aliases: 40.* 30/,
  },
  {
    what: 'asks for too many fields at the root',
    query: `mutation { ${CREATED_GROUPS.slice(0, 21).join(' ')} }`,
    names: /fields at the root: 21.* 20/,
  },
  {
    what: 'hides them in fragments',
    query: `query { ...a ...{ ...b } } fragment a on Query { ${times(11, (index) => `a${index}: me { id }`).join(' ')} } fragment b on Query { ${times(11, (index) => `b${index}: me { id }`).join(' ')} }`,
    names: /fields at the root: 22.* 20/,
  },
  {
    what: 'multiplies lists',
    query: '{ groups(first: 100) { nodes { members(first: 100) { nodes { user { groups { id name } } } } } } }',
    names: /cost of the operation.* 20000/,
  },
  {
    what: 'multiplies lists by a variable',
    query: 'query ($n: Int!) { groups(first: $n) { nodes { members(first: $n) { nodes { user { email } } } } } }',
    variables: { n: 100 },
    names: /cost of the operation.* 20000/,
  },
  {
    what: "multiplies lists by a variable's default",
    query: 'query ($n: Int! = 100) { groups(first: $n) { nodes { members(first: $n) { nodes { user { email } } } } } }',
    names: /cost of the operation.* 20000/,
  },
  {
    what: 'multiplies lists of the default size, the rows in a fragment',
    query:
      '{ groups { ...g } } fragment g on GroupConnection { edges { node { members { ...m } } } } fragment m on MembershipConnection { edges { node { user { memberships { user { email } } } } } }',
    names: /cost of the operation.* 20000/,
  },
  {
    what: 'asks for a page of any size',
    query: '{ users(first: 1000000) { nodes { id } } }',
    names: /cost of the operation.* 20000/,
  },
  {
    what: 'uses too many directives',
    query: `{ me { ${times(51, () => 'id @include(if: true)').join(' ')} } }`,
    names: /directives: 51.* 50/,
  },
  { what: 'is too long', query: `{ me { ${'id '.repeat(2000)} } }`, names: /tokens of the document.* 2000/ },
  { what: 'repeats a field', query: `{ me { ${'id '.repeat(101)} } }`, names: /selections between two braces.* 100/ },
  {
    what: 'nests fragments without a name',
    query: `{ me { ${nested(31, '...', 'id')} } }`,
    names: /braces within braces.* 30/,
  },
  {
    what: 'spreads too many fragments',
    query: `{ me { ...f0 } } ${times(51, (index) => `fragment f${index} on User { id ...f${index + 1} }`).join(' ')} fragment f51 on User { id }`,
    names: /fragments of the document: 52.* 50/,
  },
  {
    what: 'brings too many operations',
    query: times(21, (index) => `query q${index} { me { id } }`).join(' '),
    names: /operations of the document: 21.* 20/,
  },
  {
    what: 'introspects in breadth',
    query: `{ __schema { types { ${times(30, (index) => `f${index}: fields { name description args { name } type { fields { name } } }`).join(' ')} } } }`,
    names: /cost of the introspection.* 300000/,
  },
  {
    what: 'nests a value of its variables too deeply',
    query: CREATE_USER,
    variables: { input: { email: 'deep@example.test', attributes: json(40) } },
    names: /nesting of the variables.* 32/,
  },
];

describe('an operation that', () => {
  it.each(ABUSES)('$what is refused over HTTP, and the bound is named', async ({ query, variables, names }) => {
    const { status, data, errors } = await api.gql(owner.token, query, variables);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(names) })]);
    expect(errors?.[0]?.extensions).toEqual({ code: 'LIMIT_EXCEEDED' });
    expect(status).toBe(429);
    expect(data).toBeUndefined();
  });

  it.each(ABUSES)('$what is refused over WebSocket, and the bound is named', async ({ query, variables, names }) => {
    const { data, errors } = await live.ask(query, variables);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(names) })]);
    expect(errors?.[0]?.extensions).toEqual({ code: 'LIMIT_EXCEEDED' });
    expect(data).toBeUndefined();
  });

  it('nests a value so deeply that a recursion would not come back is refused as well', async () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const payload = `{"query":${JSON.stringify(CREATE_USER)},"variables":{"input":{"email":"a@b.test","attributes":${deep}}}}`;
    const { status, errors } = await send(api.url, owner.token, payload, { 'idempotency-key': 'deep' });
    expect(errors?.[0]?.message).toMatch(/nesting of the variables.* 32/);
    expect(status).toBe(429);
    const operation = live.start('{ me { id } }', {}, 'deep');
    await operation.count(1);
    live.send(`{"type":"subscribe","id":"deep","payload":${payload}}`);
    expect((await operation.refused())[0]?.message).toMatch(/nesting of the variables.* 32/);
  });

  it('is refused has run no resolver', async () => {
    const { groups } = await api.ask<{ groups: { totalCount: number } }>(owner.token, '{ groups { totalCount } }');
    expect(groups.totalCount).toBe(0);
  });

  it('introspects in depth is refused by the rules of GraphQL itself', async () => {
    const query = `{ __schema { types { ${nested(4, 'fields { type', 'name')} ${'}'.repeat(4)} } } }`;
    const { status, errors } = await api.gql(null, query);
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toMatch(/introspection depth/i);
  });

  it('spreads fragments in a circle is refused as invalid', async () => {
    const query = '{ me { ...a } } fragment a on User { manager { ...b } } fragment b on User { manager { ...a } }';
    const { status, errors } = await api.gql(owner.token, query);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'INVALID_INPUT']);
    expect((await live.ask(query)).errors?.[0]?.message).toMatch(/Cannot spread fragment/);
  });

  it('is wrong in a thousand places is told of a hundred', async () => {
    const fields = times(15, (group) => `me { ${times(99, (index) => `no${group}x${index}`).join(' ')} }`);
    const { status, errors } = await api.gql(owner.token, `{ ${fields.join(' ')} }`);
    expect(status).toBe(400);
    expect(errors).toHaveLength(101);
  });

  it('is the usual introspection is answered, to anyone', async () => {
    const { data } = await api.gql<{ __schema: { types: unknown[] } }>(
      null,
      getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }),
    );
    expect(data?.__schema.types.length).toBeGreaterThan(50);
  });

  it('is as large as a page of people with all that belongs to them is answered', async () => {
    const query =
      '{ users(first: 100) { nodes { id email firstName lastName attributes groups { id name } manager { id email } } pageInfo { hasNextPage endCursor } totalCount } }';
    expect((await api.gql(owner.token, query)).errors).toBeUndefined();
  });
});

describe('a request over HTTP', () => {
  it('carries one operation: a batch is refused, and none of it runs', async () => {
    const body = [0, 1].map((index) => ({ query: `mutation { createGroup(input: {name: "batch ${index}"}) { id } }` }));
    for (const batch of [JSON.stringify(body), '[', '[]']) {
      const { status, errors } = await send(api.url, owner.token, batch);
      expect(errors?.[0]?.extensions.code).toBe(batch === '[' ? 'INVALID_INPUT' : 'LIMIT_EXCEEDED');
      expect(status).toBe(batch === '[' ? 400 : 429);
    }
    expect(await api.admin('SELECT FROM groups')).toHaveLength(0);
  });

  it('has a body of a mebibyte at most', async () => {
    const variables = { input: { name: 'x'.repeat(1024 * 1024) } };
    const { status, errors } = await api.gql(owner.token, CREATE_GROUP, variables);
    expect(status).toBe(413);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('1048576'),
      extensions: { code: 'LIMIT_EXCEEDED' },
    });
  });

  it('is refused in little time, whatever its variables are like', async () => {
    const began = performance.now();
    const wide = { input: { email: 'wide@example.test', attributes: { list: new Array(400_000).fill(0) } } };
    const { errors } = await api.gql(owner.token, CREATE_USER, { ...wide, unused: new Array(50_000).fill('y') });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(errors === undefined || errors[0]?.extensions.code !== 'INTERNAL').toBe(true);
  });
});

describe('a socket', () => {
  it('is closed by a message over 256 KiB', async () => {
    const client = await api.live(owner.token);
    client.send(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(256 * 1024) } }));
    expect((await client.closed).code).toBe(1009);
  });

  it('is closed when it does not say who it is in time', async () => {
    const webSocket = await openWebSocket(api.url);
    expect(await closeOf(webSocket)).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  it('is closed when it says who it is twice, speaks no JSON, or asks before it is let in', async () => {
    const twice = await api.live(owner.token);
    twice.send('{"type":"connection_init"}');
    expect((await twice.closed).code).toBe(4429);
    const noJson = await api.live(owner.token);
    noJson.send('{');
    expect((await noJson.closed).code).toBe(4400);
    const early = await openWebSocket(api.url);
    early.send('{"type":"subscribe","id":"1","payload":{"query":"{ me { id } }"}}');
    expect((await closeOf(early)).code).toBe(4401);
  });

  it('carries a hundred operations at a time, and the next one is refused', async () => {
    const client = await api.live(owner.token);
    const query = 'subscription { eventOccurred { id } }';
    for (let index = 0; index < 100; index += 1) client.start(query);
    const [error] = await client.start(query).refused();
    expect(error?.extensions.code).toBe('LIMIT_EXCEEDED');
    expect(error?.message).toMatch(/operations on one socket: 101.* 100/);
    await client.close();
  });

  it('that nobody may open, elsewhere or with a broken request, leaves the server as it was', async () => {
    const { hostname, port } = new URL(api.url);
    const handshake = (path: string, headers = '') =>
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n`;
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';
    const answers = [
      [handshake('/elsewhere', key), '404'],
      [handshake('//', key), '404'],
      [handshake('http://[', key), '404'],
      [handshake('/graphql'), '400'],
      [handshake('/graphql', 'Sec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n'), '400'],
    ] as const;
    for (const [request, status] of answers) {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => socket.write(request));
        socket.once('data', (data) => {
          resolve(String(data));
          socket.resetAndDestroy();
        });
        socket.once('error', reject);
      });
      expect(answer, request).toContain(`HTTP/1.1 ${status}`);
    }
    expect((await api.gql(owner.token, '{ me { id } }')).status).toBe(200);
  });
});
