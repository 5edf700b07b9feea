import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { BLOCK, requireAccount } from '../client.ts';
import { Config, username } from '../schemas.ts';

export const enableUser = defineAction({
  id: 'github_api_enable_user',
  title: 'Unblock a person',
  config: Config,
  input: z.object({ username }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'github_api_disable_user', input: { username: 'input.username' } },
  idempotent: true,
  permissions: ['organization_user_blocking: write'],
  run: async (ctx, { username }) => {
    const params = { org: ctx.config.org, username };
    const now = await ctx.http.get(BLOCK, { params, allow: [404] });
    if (!now.ok) {
      await requireAccount(ctx, username);
      return noop({}, 'is not blocked');
    }
    await ctx.http.delete(BLOCK, { params });
    return changed({});
  },
});
