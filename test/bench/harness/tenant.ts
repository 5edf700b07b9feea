import type pg from 'pg';
import { createGraphqlClient, type GraphqlClient } from './graphql.ts';
import { until } from './until.ts';

export interface BenchTenant {
  readonly id: string;
  readonly token: string;
  readonly api: GraphqlClient;
  readonly userIds: string[];
  readonly groupIds: string[];
}

export interface TenantSize {
  users: number;
  groups: number;
}

const AT_ONCE = 8;
export const BENCH_PASSWORD = 'correct horse battery staple';
const SIGN_UP = 'mutation($input: SignUpInput!) { signUp(input: $input) { accessToken tenant { id } } }';
const CREATE_USER = 'mutation($input: CreateUserInput!) { createUser(input: $input) { id } }';
const CREATE_GROUP = 'mutation($input: CreateGroupInput!) { createGroup(input: $input) { id } }';
const ADD_MEMBER =
  'mutation($groupId: ID!, $userId: ID!) { addGroupMember(groupId: $groupId, userId: $userId) { createdAt } }';
const CREATE_INTEGRATION = `mutation($input: CreateIntegrationInput!) {
  createIntegration(input: $input) { id }
}`;

/** Makes a tenant of the given size through the public API. */
export async function createTenant(url: string, name: string, size: TenantSize): Promise<BenchTenant> {
  const anyone = createGraphqlClient(url, null);
  const slug = `${name}-${process.hrtime.bigint().toString(36)}`;
  const { signUp } = await anyone.ask<{ signUp: { accessToken: string; tenant: { id: string } } }>(SIGN_UP, {
    input: {
      tenantName: `Benchmark ${name}`,
      tenantSlug: slug,
      email: `owner@${slug}.test`,
      password: BENCH_PASSWORD,
      firstName: 'Ada',
      lastName: 'Example',
    },
  });
  await anyone.close();
  const api = createGraphqlClient(url, signUp.accessToken);
  const userIds = await inTurn(size.users, (index) => createUser(api, slug, index));
  const groupIds = await inTurn(size.groups, (index) => createGroup(api, index));
  return { id: signUp.tenant.id, token: signUp.accessToken, api, userIds, groupIds };
}

async function createUser(api: GraphqlClient, slug: string, index: number): Promise<string> {
  const input = {
    email: `person-${index}@${slug}.test`,
    username: `person-${index}`,
    firstName: 'Grace',
    lastName: `Example ${index}`,
    attributes: { department: 'Engineering', location: 'Lisbon' },
  };
  return (await api.ask<{ createUser: { id: string } }>(CREATE_USER, { input })).createUser.id;
}

async function createGroup(api: GraphqlClient, index: number): Promise<string> {
  const input = { name: `team-${index}`, description: `The members of team ${index}` };
  return (await api.ask<{ createGroup: { id: string } }>(CREATE_GROUP, { input })).createGroup.id;
}

/** The n-th pair of group and user, each pair once. */
export async function addMember({ api, groupIds, userIds }: BenchTenant, index: number): Promise<void> {
  const groupId = groupIds[index % groupIds.length];
  const userId = userIds[Math.floor(index / groupIds.length)];
  if (!userId) throw new RangeError(`the tenant is too small for ${index + 1} memberships`);
  await api.ask(ADD_MEMBER, { groupId, userId });
}

/** Sends every new membership to a URL, signed. Resolves with the integration's id. */
export async function createIntegration({ api }: BenchTenant, url: string): Promise<string> {
  const input = {
    name: 'Benchmark',
    eventTypes: ['group.member_added'],
    actions: [{ http: { method: 'POST', url, sign: true } }],
  };
  const { createIntegration } = await api.ask<{ createIntegration: { id: string } }>(CREATE_INTEGRATION, { input });
  return createIntegration.id;
}

/** Waits until nothing of the tenant waits to be dispatched or sent. */
export async function quiet(database: pg.Client, tenantId: string): Promise<void> {
  await until(async () => {
    const { rows } = await database.query(
      `SELECT NOT EXISTS (SELECT FROM undispatched_events WHERE tenant_id = $1)
          AND NOT EXISTS (SELECT FROM deliveries WHERE tenant_id = $1 AND status IN ('PENDING', 'RUNNING')) AS is_quiet`,
      [tenantId],
    );
    return rows[0].is_quiet;
  }, 30_000);
}

async function inTurn<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = new Array(count);
  let next = 0;
  const loop = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      made[index] = await make(index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, loop));
  return made;
}
