import { ProviderError, type z } from '@joinery/plugin-sdk';
import type { Context } from '@joinery/plugin-sdk/types';
import { type Account, Accounts, type Config, Issue, LEVEL_NAMES, LEVELS, Member } from './schemas.ts';

export type GitLab = Context<z.output<typeof Config>>;
export type Level = (typeof LEVEL_NAMES)[number];

export const ISSUE = '/api/v4/projects/{project}/issues/{iid}';
export const PAGES = { paging: { by: 'page', size: 100 } } as const;

/** Throws `not_found` where nobody has this name. */
export async function accountOf({ http }: GitLab, username: string): Promise<z.output<typeof Account>> {
  const { data } = await http.get('/api/v4/users', { query: { username }, schema: Accounts });
  const [account] = data;
  if (!account) throw new ProviderError('not_found', `nobody at GitLab is called ${username}`);
  return account;
}

export async function issueOf({ http }: GitLab, params: { project: string; iid: number }) {
  return (await http.get(ISSUE, { params, schema: Issue })).data;
}

/** A role between two that are known counts as the lower: custom roles stand on one of these. */
export function levelName(level: number): Level {
  return LEVEL_NAMES.findLast((name) => LEVELS[name] <= level) ?? 'minimal';
}

export type Holder = 'groups' | 'projects';

/** Direct members only: what comes from a group above is no membership of this one. Throws `not_found` for no holder. */
export async function memberOf({ http }: GitLab, holder: Holder, { id, userId }: { id: string; userId: number }) {
  const answer = await http.get(`/api/v4/${holder}/{id}/members/{userId}`, {
    params: { id, userId },
    schema: Member,
    allow: [404],
  });
  if (answer.ok) return answer.data;
  await http.get(`/api/v4/${holder}/{id}`, { params: { id } });
  return undefined;
}
