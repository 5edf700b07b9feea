import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../server/src/platform/db/embedded/index.ts';
import { type ServerProcess, startServerProcess } from '../harness/server-process.ts';

/** A PostgreSQL of the test's own that keeps what it has acknowledged, and processes of the server over it. */
export async function startChaos() {
  const home = await mkdtemp(join(tmpdir(), 'joinery-chaos-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, 'postgres') });
  const admin = new pg.Client(postgres.url);
  await admin.connect();
  await admin.query('CREATE DATABASE chaos');
  await admin.end();
  const url = new URL(postgres.url);
  url.pathname = 'chaos';
  const settings = {
    DATABASE_URL: url.href,
    JOINERY_HOME: home,
    JOINERY_MASTER_KEY: randomBytes(32).toString('base64'),
    JOINERY_EGRESS_ALLOW: '127.0.0.0/8',
  };
  const processes: ServerProcess[] = [];
  return {
    databaseUrl: url.href,
    restartDatabase: () => postgres.restart('immediate'),
    start: async (roles: string): Promise<ServerProcess> => {
      const started = await startServerProcess({ ...settings, JOINERY_ROLES: roles });
      processes.push(started);
      return started;
    },
    close: async () => {
      await Promise.all(processes.map((each) => each.stop()));
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export type Chaos = Awaited<ReturnType<typeof startChaos>>;

/** A client of a new tenant, over HTTP as any client. */
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
    'mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken } }',
    { input },
  );
  const token = (session as { accessToken: string }).accessToken;
  const gql = (query: string, variables: object = {}) => ask(url, token, query, variables);
  return {
    gql,
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
