import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { UserRole } from '../../prisma/client.ts';
import { type App, startApp } from '../../server/src/app.ts';
import { type Config, readConfig } from '../../server/src/config.ts';
import type { Clock } from '../../server/src/platform/clock.ts';
import { createLog } from '../../server/src/platform/log.ts';
import type { Services } from '../../server/src/services.ts';
import { createDatabase } from './database.ts';
import { type LiveClient, openLiveClient } from './live-client.ts';
import { TEST_PASSWORD } from './services.ts';

export interface GqlError {
  message: string;
  path?: (string | number)[];
  extensions: {
    code: string;
    errorId?: string;
    reason?: string;
    retryAfterSeconds?: number;
    fields?: { path: string; message: string }[];
    [more: string]: unknown;
  };
}

export interface GqlAnswer<Data = Record<string, never>> {
  status: number;
  headers: Headers;
  data?: Data | null;
  errors?: GqlError[];
}

export interface Account {
  token: string;
  tenantId: string;
  slug: string;
  userId: string;
  email: string;
}

export interface LogLine {
  level: string;
  msg: string;
  [field: string]: unknown;
}

export interface TestApi {
  url: string;
  services: Services;
  /** What the server logged so far. */
  log: LogLine[];
  /** Sends an operation as any client would. */
  gql<Data>(
    token: string | null,
    query: string,
    variables?: object,
    headers?: Record<string, string>,
  ): Promise<GqlAnswer<Data>>;
  /** The same for one that must succeed: answers its data. */
  ask<Data>(token: string | null, query: string, variables?: object): Promise<Data>;
  /** A tenant of its own with its owner. */
  signUp(): Promise<Account>;
  /** Another person of the tenant, signed in. */
  signInAs(owner: Account, role: UserRole): Promise<Account>;
  /** A WebSocket that has said who it is. */
  live(token: string | null): Promise<LiveClient>;
  /** As the operator of the database: past every policy. */
  admin<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** A connection of the operator's own, for transactions. */
  connect(): Promise<pg.Client>;
  /** The same deployment in another process of the role `api`; on a free port, or the one that it had before. */
  anotherNode(port?: number): Promise<{ url: string; live(token: string): Promise<LiveClient>; stop(): Promise<void> }>;
  stop(): Promise<void>;
}

export interface TestApiOptions {
  config?: Partial<Config>;
  clock?: Clock;
}

/** The product as it is started, in this process, over a database of its own. Loopback is open to egress. */
export async function startApi({ config, clock }: TestApiOptions = {}): Promise<TestApi> {
  const database = await createDatabase();
  const log: LogLine[] = [];
  const masterKey = randomBytes(32);
  const start = (roles: Config['roles'], port = 0): Promise<App> =>
    startApp({
      config: { ...readConfig({}), egressAllow: ['127.0.0.0/8'], databasePool: 8, port, roles, ...config },
      databaseUrl: database.url,
      masterKey,
      log: createLog('info', { write: (line) => log.push(JSON.parse(line)) }),
      ...(clock ? { clock } : {}),
    });
  const app = await start(['api', 'worker']);
  const url = app.url ?? '';
  const clients: pg.Client[] = [];
  const connect = async () => {
    const client = new pg.Client(database.url);
    // The database is dropped at the end, and its connections with it.
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  const operator = await connect();
  const gql: TestApi['gql'] = (token, query, variables, headers) => send(url, token, { query, variables }, headers);
  const ask: TestApi['ask'] = async <Data>(token: string | null, query: string, variables?: object) => {
    const { data, errors } = await gql<Data>(token, query, variables);
    if (errors || !data) throw new Error(`${query.slice(0, 60)}…: ${JSON.stringify(errors)}`);
    return data;
  };
  return {
    url,
    services: app.services,
    log,
    gql,
    ask,
    signUp: () => signUp(ask),
    signInAs: (owner, role) => signInAs(ask, operator, owner, role),
    live: (token) => openLiveClient(url, token),
    admin: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await operator.query(text, values)).rows as Row[],
    connect,
    anotherNode: async (port = 0) => {
      const node = await start(['api'], port);
      const nodeUrl = node.url ?? '';
      return { url: nodeUrl, live: (token) => openLiveClient(nodeUrl, token), stop: node.stop };
    },
    stop: async () => {
      await app.stop();
      await Promise.all(clients.map((client) => client.end()));
      await database.drop();
    },
  };
}

/** Sends any body to `/graphql`. */
export async function send<Data>(
  url: string,
  token: string | null,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<GqlAnswer<Data>> {
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

const SESSION = 'accessToken tenant { id slug } user { id email }';

interface Session {
  accessToken: string;
  tenant: { id: string; slug: string };
  user: { id: string; email: string };
}

async function signUp(ask: TestApi['ask']): Promise<Account> {
  const slug = `t-${randomUUID().slice(0, 13)}`;
  const { signUp: session } = await ask<{ signUp: Session }>(
    null,
    `mutation ($input: SignUpInput!) { signUp(input: $input) { ${SESSION} } }`,
    {
      input: {
        tenantName: slug,
        tenantSlug: slug,
        email: `owner@${slug}.test`,
        password: TEST_PASSWORD,
        firstName: 'Olivia',
        lastName: 'Owner',
      },
    },
  );
  return toAccount(session);
}

/** The person gets the owner's password: nothing else lets somebody in whom an owner has made. */
async function signInAs(ask: TestApi['ask'], operator: pg.Client, owner: Account, role: UserRole): Promise<Account> {
  const email = `${role.toLowerCase()}-${randomUUID().slice(0, 8)}@${owner.slug}.test`;
  const { createUser } = await ask<{ createUser: { id: string } }>(
    owner.token,
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }',
    { input: { email, role } },
  );
  await operator.query(
    'UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE id = $1) WHERE id = $2',
    [owner.userId, createUser.id],
  );
  const { signIn } = await ask<{ signIn: Session }>(
    null,
    `mutation ($input: SignInInput!) { signIn(input: $input) { ${SESSION} } }`,
    { input: { tenantSlug: owner.slug, email, password: TEST_PASSWORD } },
  );
  return toAccount(signIn);
}

function toAccount({ accessToken, tenant, user }: Session): Account {
  return { token: accessToken, tenantId: tenant.id, slug: tenant.slug, userId: user.id, email: user.email };
}
