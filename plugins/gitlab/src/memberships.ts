import { changed, noop, ProviderError, z } from '@joinery/plugin-sdk';
import type { Outcome } from '@joinery/plugin-sdk/types';
import { accountOf, type GitLab, type Holder, type Level, levelName, memberOf } from './client.ts';
import { LEVELS, role } from './schemas.ts';

export const Added = z.object({ userId: z.int(), role });
export const Removed = z.object({ role: role.describe('What it was') });
export const RoleSet = z.object({ role, previous: role });

const MEMBERS = (holder: Holder) => `/api/v4/${holder}/{id}/members`;
const MEMBER = (holder: Holder) => `${MEMBERS(holder)}/{userId}`;

/** Who is a member with more than is asked for keeps it. */
export async function addMember(
  ctx: GitLab,
  holder: Holder,
  { id, username, role, expiresAt }: { id: string; username: string; role: Level; expiresAt?: string | undefined },
): Promise<Outcome<z.output<typeof Added>>> {
  const { id: userId } = await accountOf(ctx, username);
  const now = await memberOf(ctx, holder, { id, userId });
  if (now && now.access_level >= LEVELS[role])
    return noop({ userId, role: levelName(now.access_level) }, 'is a member already');
  const body = { access_level: LEVELS[role], ...(expiresAt ? { expires_at: expiresAt } : {}) };
  if (now) await ctx.http.put(MEMBER(holder), { params: { id, userId }, body });
  else await ctx.http.post(MEMBERS(holder), { params: { id }, body: { user_id: userId, ...body } });
  return changed({ userId, role });
}

export async function removeMember(
  ctx: GitLab,
  holder: Holder,
  { id, username }: { id: string; username: string },
): Promise<Outcome<z.output<typeof Removed>>> {
  const { id: userId } = await accountOf(ctx, username);
  const now = await memberOf(ctx, holder, { id, userId });
  if (!now) return noop({ role: 'guest' as const }, 'is no direct member any more');
  await ctx.http.delete(MEMBER(holder), { params: { id, userId }, allow: [404] });
  return changed({ role: levelName(now.access_level) });
}

export async function setRole(
  ctx: GitLab,
  holder: Holder,
  { id, username, role }: { id: string; username: string; role: Level },
): Promise<Outcome<z.output<typeof RoleSet>>> {
  const { id: userId } = await accountOf(ctx, username);
  const now = await memberOf(ctx, holder, { id, userId });
  if (!now) throw new ProviderError('not_found', `${username} is no direct member of ${id}`);
  const previous = levelName(now.access_level);
  if (now.access_level === LEVELS[role]) return noop({ role, previous }, `is ${role} already`);
  await ctx.http.put(MEMBER(holder), { params: { id, userId }, body: { access_level: LEVELS[role] } });
  return changed({ role, previous });
}
