import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../server/src/platform/db/embedded/index.ts';
import { createDatabase } from '../harness/database.ts';
import { type ServerProcess, startServerProcess } from '../harness/server-process.ts';

/** Processes of the server over a database of the test's own, to be killed. */
export async function startChaos(more: Record<string, string> = {}) {
  const database = await createDatabase();
  return processesOver(database.url, more, () => database.drop());
}

/** The same over a PostgreSQL of their own that keeps what it has acknowledged, whatever happens to it. */
export async function startDurableChaos() {
  const home = await mkdtemp(join(tmpdir(), 'joinery-postgres-'));
  const postgres = await startEmbeddedPostgres({ dataDir: home });
  const admin = new pg.Client(postgres.url);
  await admin.connect();
  await admin.query('CREATE DATABASE chaos');
  await admin.end();
  const url = new URL(postgres.url);
  url.pathname = 'chaos';
  const chaos = await processesOver(url.href, {}, async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  });
  return { ...chaos, restartDatabase: () => postgres.restart('immediate') };
}

async function processesOver(databaseUrl: string, more: Record<string, string>, remove: () => Promise<void>) {
  const home = await mkdtemp(join(tmpdir(), 'joinery-chaos-'));
  const settings = {
    DATABASE_URL: databaseUrl,
    JOINERY_HOME: home,
    JOINERY_MASTER_KEY: randomBytes(32).toString('base64'),
    JOINERY_EGRESS_ALLOW: '127.0.0.0/8',
    // Each process of the sandbox takes as long to start as a third of the server.
    JOINERY_SANDBOX_PROCESSES: '1',
    ...more,
  };
  const processes: ServerProcess[] = [];
  return {
    databaseUrl,
    masterKey: Buffer.from(settings.JOINERY_MASTER_KEY, 'base64'),
    /** Asks the database as its owner, by a connection of its own: it may have been restarted in between. */
    query: async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => {
      const client = new pg.Client(databaseUrl);
      await client.connect();
      try {
        return (await client.query(text, values)).rows as Row[];
      } finally {
        await client.end();
      }
    },
    start: async (roles: string): Promise<ServerProcess> => {
      const started = await startServerProcess({ ...settings, JOINERY_ROLES: roles });
      processes.push(started);
      return started;
    },
    close: async () => {
      await Promise.all(processes.map((each) => each.kill()));
      await remove();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export type Chaos = Awaited<ReturnType<typeof startChaos>>;
export type Api = Awaited<ReturnType<typeof signUp>>;

/** A client of a new tenant, over HTTP as any client; each of its operations resolves when it was acknowledged. */
export async function signUp(url: string) {
  const slug = `chaos-${randomBytes(4).toString('hex')}`;
  const input = {
    tenantName: slug,
    tenantSlug: slug,
    email: `owner@${slug}.test`,
    password: 'a long enough passphrase',
    firstName: 'O',
    lastName: 'O',
  };
  const { signUp: session } = await ask(
    url,
    null,
    'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken tenant { id } } }',
    { input },
  );
  const { accessToken: token, tenant } = session as { accessToken: string; tenant: { id: string } };
  const gql = (query: string, variables: object = {}) => ask(url, token, query, variables);
  return {
    token,
    tenantId: tenant.id,
    postNewGroupsTo: (target: string, maxRetries: number) =>
      gql('mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { id } }', {
        input: {
          name: 'groups',
          eventTypes: ['group.created'],
          actions: [{ http: { method: 'POST', url: target, maxRetries, timeoutSeconds: 60 } }],
        },
      }),
    makeGroup: (name: string) =>
      gql('mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }', { input: { name } }),
  };
}

async function ask(
  url: string,
  token: string | null,
  query: string,
  variables: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

/** The name of the group that a request tells of. */
export function groupIn(body: string): string {
  return (JSON.parse(body) as { data: { group_name: string } }).data.group_name;
}

const CLIENTS = 6;

/** Several clients make groups, one after the other, until it is stopped; then, the names that were acknowledged. */
export function startLoad({ makeGroup }: Api): { stop(): Promise<{ acknowledged: string[]; refusals: number }> } {
  const acknowledged: string[] = [];
  let isStopped = false;
  let count = 0;
  let refusals = 0;
  const makeGroups = async () => {
    while (!isStopped) {
      count += 1;
      const name = `load ${count}`;
      try {
        await makeGroup(name);
        acknowledged.push(name);
      } catch {
        // It may have been made or not: of what was not acknowledged, nothing is promised.
        refusals += 1;
      }
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, makeGroups));
  return {
    stop: async () => {
      isStopped = true;
      await clients;
      return { acknowledged, refusals };
    },
  };
}
