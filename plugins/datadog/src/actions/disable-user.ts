import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findUser } from '../client.ts';
import { Config, user } from '../schemas.ts';

export const disableUser = defineAction({
  id: 'datadog_api_disable_user',
  title: 'Disable a user',
  description:
    'The person cannot sign in any more; roles and teams are kept. It is what Datadog has instead of a deletion.',
  config: Config,
  input: z.object({ user }),
  output: z.object({ id: z.string().nullable() }),
  effect: 'destructive',
  inverse: { action: 'datadog_api_enable_user', input: { user: 'input.user' } },
  idempotent: true,
  permissions: ['user_access_manage'],
  run: async (ctx, { user }) => {
    const now = await findUser(ctx, user);
    if (!now) return noop({ id: null }, 'is no user');
    if (now.attributes.disabled) return noop({ id: now.id }, 'is disabled already');
    // Datadog names it a deletion, and answers 404 for who is disabled.
    await ctx.http.delete('/api/v2/users/{id}', { params: { id: now.id }, allow: [404] });
    return changed({ id: now.id });
  },
});
