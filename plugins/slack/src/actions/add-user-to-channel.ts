import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { call, isInChannel } from '../client.ts';
import { Config, channel, Nothing, User, user } from '../schemas.ts';

export const addUserToChannel = defineAction({
  id: 'slack_api_add_user_to_channel',
  title: 'Invite a person to a channel',
  description: 'The app has to be in the channel itself. The person is in it at once.',
  config: Config,
  input: z.object({ channel, user }),
  output: z.object({}),
  effect: 'write',
  inverse: {
    action: 'slack_api_remove_user_from_channel',
    input: { channel: 'input.channel', user: 'input.user' },
  },
  idempotent: true,
  permissions: ['channels:read', 'channels:manage', 'groups:read', 'groups:write', 'users:read'],
  run: async (ctx, { channel, user }) => {
    if (await isInChannel(ctx, { channel, user })) return noop({}, 'is in the channel already');
    await call(ctx, 'users.info', { query: { user }, schema: User });
    await call(ctx, 'conversations.invite', { body: { channel, users: user }, schema: Nothing });
    return changed({});
  },
});
