import { ProviderError, type z } from '@joinery/plugin-sdk';
import type { Context } from '@joinery/plugin-sdk/types';
import {
  type Config,
  Members,
  OnePolicy,
  OneSchedule,
  OneTeam,
  OneUser,
  Policies,
  Schedules,
  Teams,
  Users,
} from './schemas.ts';

export type PagerDuty = Context<z.output<typeof Config>>;
export type User = z.output<typeof OneUser>['user'];
type Team = z.output<typeof OneTeam>['team'];
export type Schedule = z.output<typeof OneSchedule>['schedule'];
export type Policy = z.output<typeof OnePolicy>['escalation_policy'];

export const BY_OFFSET = { paging: { by: 'offset', size: 100 } } as const;
export const userReference = (id: string) => ({ id, type: 'user_reference' });

const isId = (text: string) => /^[PQ][A-Z0-9]{5,}$/.test(text);
const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

interface Search<S extends z.ZodType, I, O> {
  path: string;
  schema: S;
  items: (data: z.output<S>) => readonly I[];
  nameOf: (item: I) => string;
  /** The whole of one, by its id. */
  read: (id: string) => Promise<O | undefined>;
}

/** By its id, or by its name: a name in capitals may look like an id. */
async function find<S extends z.ZodType, I extends { id: string }, O>(
  { http }: PagerDuty,
  wanted: string,
  { path, schema, items, nameOf, read }: Search<S, I, O>,
): Promise<O | undefined> {
  const known = isId(wanted) ? await read(wanted) : undefined;
  if (known) return known;
  // A query finds parts of a text: what is wanted is picked from what it finds.
  const found = http.pages(path, { ...BY_OFFSET, query: { query: wanted }, schema, items });
  for await (const one of found) if (isSame(nameOf(one), wanted)) return read(one.id);
  return undefined;
}

export function findUser(ctx: PagerDuty, wanted: string): Promise<User | undefined> {
  return find(ctx, wanted, {
    ...{ path: '/users', schema: Users },
    items: ({ users }) => users,
    nameOf: ({ email }) => email,
    read: async (id) => {
      const answer = await ctx.http.get('/users/{id}', { params: { id }, schema: OneUser, allow: [404] });
      return answer.ok ? answer.data.user : undefined;
    },
  });
}

export function findTeam(ctx: PagerDuty, wanted: string): Promise<Team | undefined> {
  return find(ctx, wanted, {
    ...{ path: '/teams', schema: Teams },
    items: ({ teams }) => teams,
    nameOf: ({ name }) => name,
    read: async (id) => {
      const answer = await ctx.http.get('/teams/{id}', { params: { id }, schema: OneTeam, allow: [404] });
      return answer.ok ? answer.data.team : undefined;
    },
  });
}

export function findSchedule(ctx: PagerDuty, wanted: string): Promise<Schedule | undefined> {
  return find(ctx, wanted, {
    ...{ path: '/schedules', schema: Schedules },
    items: ({ schedules }) => schedules,
    nameOf: ({ name }) => name,
    read: async (id) => {
      const answer = await ctx.http.get('/schedules/{id}', { params: { id }, schema: OneSchedule, allow: [404] });
      return answer.ok ? answer.data.schedule : undefined;
    },
  });
}

export function findPolicy(ctx: PagerDuty, wanted: string): Promise<Policy | undefined> {
  return find(ctx, wanted, {
    ...{ path: '/escalation_policies', schema: Policies },
    items: ({ escalation_policies }) => escalation_policies,
    nameOf: ({ name }) => name,
    read: async (id) => {
      const path = '/escalation_policies/{id}';
      const answer = await ctx.http.get(path, { params: { id }, schema: OnePolicy, allow: [404] });
      return answer.ok ? answer.data.escalation_policy : undefined;
    },
  });
}

export async function roleInTeam({ http }: PagerDuty, team: string, user: string) {
  const all = http.pages('/teams/{team}/members', {
    ...BY_OFFSET,
    params: { team },
    schema: Members,
    items: ({ members }) => members,
  });
  for await (const member of all) if (member.user.id === user) return member.role;
  return undefined;
}

/** Throws `not_found` where a search has found nothing. */
export function found<T>(what: string, wanted: string, result: T | undefined): T {
  if (result === undefined) throw new ProviderError('not_found', `PagerDuty has no ${what} ${wanted}`);
  return result;
}
