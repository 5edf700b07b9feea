import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { BLOCK, requireAccount } from '../client.ts';
import { Config, username } from '../schemas.ts';

export const disableUser = defineAction({
  id: 'github_api_disable_user',
  title: 'Block a person',
  description:
    "From the organisation's repositories. Members cannot be blocked: they are removed from the organisation first.",
  config: Config,
  input: z.object({ username }),
  output: z.object({}),
  effect: 'destructive',
  inverse: { action: 'github_api_enable_user', input: { username: 'input.username' } },
  idempotent: true,
  permissions: ['organization_user_blocking: write'],
  run: async (ctx, { username }) => {
    const params = { org: ctx.config.org, username };
    const now = await ctx.http.get(BLOCK, { params, allow: [404] });
    if (now.ok) return noop({}, 'is blocked already');
    await requireAccount(ctx, username);
    await ctx.http.put(BLOCK, { params });
    return changed({});
  },
});
