import { defineAction, z } from '@joinery/plugin-sdk';
import { Account, account, Config, Made, tokenInput } from '../schemas.ts';
import { accountToken, keepToken } from '../tokens.ts';

export const createToken = defineAction({
  id: 'argo_cd_api_create_token',
  title: 'Create a token of a local account',
  description: 'It is put into a Secret of Kubernetes, and seen by nobody else.',
  config: Config,
  input: z.object({ account, ...tokenInput }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'argo_cd_api_revoke_token', input: { account: 'input.account', token: 'input.token' } },
  idempotent: true,
  permissions: ['accounts, update', 'secrets: get, create, patch'],
  run: async (ctx, { account, token, secret, lifetimeSeconds }) => {
    const params = { account };
    const { data } = await ctx.http.get('/api/v1/account/{account}', { params, schema: Account });
    return keepToken(ctx, {
      name: accountToken(account, token),
      secret,
      isThere: data.tokens?.some(({ id }) => id === token) ?? false,
      revoke: () => ctx.http.delete('/api/v1/account/{account}/token/{token}', { params: { account, token } }),
      create: async () => {
        const body = { name: account, id: token, expiresIn: lifetimeSeconds ?? 0 };
        const made = await ctx.http.post('/api/v1/account/{account}/token', {
          ...{ params, body, schema: Made, seal: 'token' },
        });
        return made.data.token;
      },
    });
  },
});
