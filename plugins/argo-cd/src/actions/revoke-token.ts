import { defineAction, z } from '@joinery/plugin-sdk';
import { Account, account, Config } from '../schemas.ts';
import { accountToken, dropToken } from '../tokens.ts';

export const revokeToken = defineAction({
  id: 'argo_cd_api_revoke_token',
  title: 'Revoke a token of a local account',
  description: 'The Secret that it was put into is removed.',
  config: Config,
  input: z.object({ account, token: z.string().min(1).describe('Id of the token') }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['accounts, update', 'secrets: list, delete'],
  run: async (ctx, { account, token }) => {
    const { data } = await ctx.http.get('/api/v1/account/{account}', { params: { account }, schema: Account });
    const isThere = data.tokens?.some(({ id }) => id === token) ?? false;
    const revoke = () => ctx.http.delete('/api/v1/account/{account}/token/{token}', { params: { account, token } });
    return dropToken(ctx, accountToken(account, token), isThere ? revoke : undefined);
  },
});
