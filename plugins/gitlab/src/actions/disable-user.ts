import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { accountOf } from '../client.ts';
import { Config, username } from '../schemas.ts';

export const disableUser = defineAction({
  id: 'gitlab_api_disable_user',
  title: 'Block a person',
  description: 'In the whole of a GitLab of your own, with a token of an administrator; gitlab.com does not offer it.',
  config: Config,
  input: z.object({ username }),
  output: z.object({ userId: z.int() }),
  effect: 'destructive',
  inverse: { action: 'gitlab_api_enable_user', input: { username: 'input.username' } },
  idempotent: true,
  permissions: ['api, of an administrator'],
  run: async (ctx, { username }) => {
    const { id, state } = await accountOf(ctx, username);
    if (state === 'blocked') return noop({ userId: id }, 'is blocked already');
    await ctx.http.post('/api/v4/users/{id}/block', { params: { id } });
    return changed({ userId: id });
  },
});
