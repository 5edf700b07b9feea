import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { read } from './actions/read.ts';
import { remove } from './actions/remove.ts';
import { send } from './actions/send.ts';
import { Config } from './schemas.ts';

export default definePlugin({
  id: 'http',
  name: 'HTTP',
  version: '1.0.0',
  description: 'Requests to any HTTP API, with a schema for its answers: for what has no plugin of its own.',
  category: 'general',
  config: Config,
  secrets: {
    token: { title: 'Token', description: 'Sent as `Authorization: Bearer …`.', optional: true },
    api_key: { title: 'API key', description: 'Sent as `X-API-Key`, where there is no token.', optional: true },
    password: { title: 'Password', description: 'Basic authentication, with the user name.', optional: true },
  },
  egress: { api: config('baseUrl') },
  auth: {
    api: auth.firstOf(
      auth.bearer(secret('token')),
      auth.headers({ 'X-API-Key': secret('api_key') }),
      auth.basic(config('user'), secret('password')),
      auth.none(),
    ),
  },
  account: ['baseUrl'],
  check: async (ctx) => {
    await ctx.http.get(ctx.config.probePath);
    return { identity: ctx.config.baseUrl, missing: [] };
  },
  resources: [],
  actions: [read, send, remove],
});
