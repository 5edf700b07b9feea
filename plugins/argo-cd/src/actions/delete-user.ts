import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { changeAccount } from '../accounts.ts';
import { account, CAPABILITIES, Config } from '../schemas.ts';

export const deleteUser = defineAction({
  id: 'argo_cd_api_delete_user',
  title: 'Delete a local account',
  description: 'Its tokens are good for nothing then. Roles that name it stay in the policy.',
  config: Config,
  input: z.object({ account }),
  output: z.object({ capabilities: z.array(z.enum(CAPABILITIES)).min(1).optional().describe('What it was for') }),
  effect: 'destructive',
  inverse: {
    action: 'argo_cd_api_create_user',
    input: { account: 'input.account', capabilities: 'output.capabilities' },
  },
  idempotent: true,
  permissions: ['configmaps: get, update'],
  run: async (ctx, { account }) => {
    let was = '';
    const key = `accounts.${account}`;
    const wrote = await changeAccount(ctx, account, ({ capabilities }) => {
      if (capabilities === undefined) return undefined;
      was = capabilities;
      return { [key]: null, [`${key}.enabled`]: null };
    });
    const capabilities = CAPABILITIES.filter((one) => was.includes(one));
    return wrote ? changed(capabilities.length > 0 ? { capabilities } : {}) : noop({}, 'is gone already');
  },
});
