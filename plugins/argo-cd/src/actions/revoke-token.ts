import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { Account, account, Config } from '../schemas.ts';

export const revokeToken = defineAction({
  id: 'argo_cd_api_revoke_token',
  title: 'Revoke a token of a local account',
  config: Config,
  input: z.object({ account, token: z.string().min(1).describe('Id of the token') }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['accounts, update'],
  run: async ({ http }, { account, token }) => {
    const { data } = await http.get('/api/v1/account/{account}', { params: { account }, schema: Account });
    if (!data.tokens?.some(({ id }) => id === token)) return noop({}, 'is gone already');
    await http.delete('/api/v1/account/{account}/token/{token}', { params: { account, token } });
    return changed({});
  },
});
