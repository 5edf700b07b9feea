import { ProviderError, z } from '@joinery/plugin-sdk';
import type { Context } from '@joinery/plugin-sdk/types';
import {
  type Config,
  Memberships,
  OneRole,
  OneTeam,
  OneUser,
  Roles,
  type TEAM_ROLES,
  Teams,
  Users,
} from './schemas.ts';

export type Datadog = Context<z.output<typeof Config>>;
export type User = z.output<typeof OneUser>['data'];
export type Role = z.output<typeof OneRole>['data'];
export type Team = z.output<typeof OneTeam>['data'];

export const BY_PAGE = {
  paging: { by: 'page', param: 'page[number]', sizeParam: 'page[size]', first: 0, size: 100 },
} as const;

const id = z.uuid();
const isId = (text: string) => id.safeParse(text).success;
const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Filters at Datadog find parts of a text too: what is wanted is picked from what they find. */
export async function findUser({ http }: Datadog, wanted: string): Promise<User | undefined> {
  if (isId(wanted)) {
    const answer = await http.get('/api/v2/users/{id}', { params: { id: wanted }, schema: OneUser, allow: [404] });
    return answer.ok ? answer.data.data : undefined;
  }
  let disabled: User | undefined;
  const query = { filter: wanted };
  const found = http.pages('/api/v2/users', { ...BY_PAGE, query, schema: Users, items: ({ data }) => data });
  for await (const one of found) {
    const { email, handle, service_account } = one.attributes;
    if (service_account || !(isSame(email, wanted) || isSame(handle, wanted))) continue;
    if (!one.attributes.disabled) return one;
    disabled ??= one;
  }
  return disabled;
}

export async function findRole({ http }: Datadog, wanted: string): Promise<Role | undefined> {
  if (isId(wanted)) {
    const answer = await http.get('/api/v2/roles/{id}', { params: { id: wanted }, schema: OneRole, allow: [404] });
    return answer.ok ? answer.data.data : undefined;
  }
  const query = { filter: wanted };
  const found = http.pages('/api/v2/roles', { ...BY_PAGE, query, schema: Roles, items: ({ data }) => data });
  for await (const one of found) if (isSame(one.attributes.name, wanted)) return one;
  return undefined;
}

export async function findTeam({ http }: Datadog, wanted: string): Promise<Team | undefined> {
  if (isId(wanted)) {
    const answer = await http.get('/api/v2/team/{id}', { params: { id: wanted }, schema: OneTeam, allow: [404] });
    return answer.ok ? answer.data.data : undefined;
  }
  const query = { 'filter[keyword]': wanted };
  const found = http.pages('/api/v2/team', { ...BY_PAGE, query, schema: Teams, items: ({ data }) => data });
  for await (const one of found) if (isSame(one.attributes.handle, wanted)) return one;
  return undefined;
}

/** What somebody is in a team; undefined for who is not in it. */
export async function roleInTeam({ http }: Datadog, team: Team, user: User) {
  const found = http.pages('/api/v2/team/{id}/memberships', {
    ...BY_PAGE,
    params: { id: team.id },
    query: { 'filter[keyword]': user.attributes.email },
    schema: Memberships,
    items: ({ data }) => data,
  });
  for await (const { attributes, relationships } of found)
    if (relationships.user.data.id === user.id) return teamRole(attributes.role);
  return undefined;
}

export const teamRole = (role: string | null): (typeof TEAM_ROLES)[number] => (role === 'admin' ? 'admin' : 'member');

/** Throws `not_found` where a search has found nothing. */
export function found<T>(what: string, wanted: string, result: T | undefined): T {
  if (result === undefined) throw new ProviderError('not_found', `Datadog has no ${what} ${wanted}`);
  return result;
}
