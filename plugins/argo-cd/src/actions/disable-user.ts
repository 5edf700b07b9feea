import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { changeAccount } from '../accounts.ts';
import { account, Config } from '../schemas.ts';

export const disableUser = defineAction({
  id: 'argo_cd_api_disable_user',
  title: 'Disable a local account',
  config: Config,
  input: z.object({ account }),
  output: z.object({}),
  effect: 'destructive',
  inverse: { action: 'argo_cd_api_enable_user', input: { account: 'input.account' } },
  idempotent: true,
  permissions: ['configmaps: get, update'],
  run: async (ctx, { account }) => {
    const wrote = await changeAccount(ctx, account, ({ capabilities, enabled = 'true' }) => {
      if (capabilities === undefined) throw new ProviderError('not_found', `Argo CD has no account ${account}`);
      return enabled === 'false' ? undefined : { [`accounts.${account}.enabled`]: 'false' };
    });
    return wrote ? changed({}) : noop({}, 'is disabled already');
  },
});
