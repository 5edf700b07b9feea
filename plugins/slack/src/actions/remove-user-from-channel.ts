import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { call, isInChannel } from '../client.ts';
import { Config, channel, Nothing, user } from '../schemas.ts';

export const removeUserFromChannel = defineAction({
  id: 'slack_api_remove_user_from_channel',
  title: 'Remove a person from a channel',
  description: 'From every channel but the one that everybody is in.',
  config: Config,
  input: z.object({ channel, user }),
  output: z.object({}),
  effect: 'destructive',
  inverse: { action: 'slack_api_add_user_to_channel', input: { channel: 'input.channel', user: 'input.user' } },
  idempotent: true,
  permissions: ['channels:read', 'channels:manage', 'groups:read', 'groups:write'],
  run: async (ctx, { channel, user }) => {
    if (!(await isInChannel(ctx, { channel, user }))) return noop({}, 'is not in the channel any more');
    await call(ctx, 'conversations.kick', { body: { channel, user }, schema: Nothing });
    return changed({});
  },
});
