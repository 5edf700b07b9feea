import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { addMember } from './actions/add-member.ts';
import { removeMember } from './actions/remove-member.ts';
import { team } from './resources/team.ts';
import { Account, Config } from './schemas.ts';

export default definePlugin({
  id: 'example',
  name: 'Example',
  version: '1.0.0',
  description: 'Adds people to teams of Example, and takes them out again.',
  category: 'general',
  config: Config,
  secrets: {
    token: { title: 'API token', description: 'Made in Settings, API tokens, with the scope teams:write.' },
  },
  egress: { api: config('url') },
  auth: { api: auth.bearer(secret('token')) },
  rateLimit: { concurrency: 4 },
  account: ['url'],
  check: async ({ http }) => {
    const { data } = await http.get('/api/me', { schema: Account });
    return { identity: data.username, missing: ['teams:write'].filter((scope) => !data.scopes.includes(scope)) };
  },
  resources: [team],
  actions: [addMember, removeMember],
});
