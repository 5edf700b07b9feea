import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { addUserToChannel } from './actions/add-user-to-channel.ts';
import { addUserToGroup } from './actions/add-user-to-group.ts';
import { answerPress } from './actions/answer-press.ts';
import { approval } from './actions/approval.ts';
import { closeApproval } from './actions/close-approval.ts';
import { createGroup } from './actions/create-group.ts';
import { deleteGroup } from './actions/delete-group.ts';
import { getUser } from './actions/get-user.ts';
import { getUserById } from './actions/get-user-by-id.ts';
import { notSupported } from './actions/not-supported.ts';
import { notification } from './actions/notification.ts';
import { removeUserFromChannel } from './actions/remove-user-from-channel.ts';
import { removeUserFromGroup } from './actions/remove-user-from-group.ts';
import { call } from './client.ts';
import { errorOf } from './error-of.ts';
import { channel } from './resources/channel.ts';
import { userGroup } from './resources/user-group.ts';
import { Config, Identity } from './schemas.ts';

export default definePlugin({
  id: 'slack',
  name: 'Slack',
  version: '1.0.0',
  description: 'Messages and approvals at Slack, and who is in its channels and user groups.',
  category: 'messaging',
  config: Config,
  secrets: {
    bot_token: { title: 'Bot token', description: 'Of an app that is installed in the workspace; begins with xoxb-.' },
    signing_secret: {
      title: 'Signing secret',
      description: 'Of the app, under Basic Information; for approvals. What is pressed at Slack is known by it.',
      optional: true,
    },
  },
  egress: { api: config('apiUrl'), hooks: config('hooksUrl') },
  auth: { api: auth.bearer(secret('bot_token')) },
  errorOf: { api: errorOf, hooks: errorOf },
  rateLimit: { concurrency: 4 },
  check: async (ctx) => {
    const { user, team } = await call(ctx, 'auth.test', { schema: Identity });
    return { identity: `${user} in ${team}`, missing: [] };
  },
  resources: [channel, userGroup],
  actions: [
    notification,
    approval,
    closeApproval,
    answerPress,
    getUser,
    getUserById,
    addUserToChannel,
    removeUserFromChannel,
    createGroup,
    deleteGroup,
    addUserToGroup,
    removeUserFromGroup,
    ...notSupported,
  ],
});
