import type { Context } from '@joinery/plugin-sdk/types';
import { Team } from './schemas.ts';

export const MEMBER_PATH = '/api/teams/{team}/members/{username}';

/** Whether somebody is a member. Throws `not_found` when there is no such team. */
export async function isMember({ http }: Context, params: { team: string; username: string }): Promise<boolean> {
  const member = await http.get(MEMBER_PATH, { params, allow: [404] });
  if (member.ok) return true;
  await http.get('/api/teams/{team}', { params: { team: params.team }, schema: Team });
  return false;
}
