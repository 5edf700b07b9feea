import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { changeAccount } from '../accounts.ts';
import { account, CAPABILITIES, Config } from '../schemas.ts';

export const createUser = defineAction({
  id: 'argo_cd_api_create_user',
  title: 'Create a local account',
  description: 'It has no password and no token yet, and no role.',
  config: Config,
  input: z.object({
    account,
    capabilities: z
      .array(z.enum(CAPABILITIES))
      .min(1)
      .default(['apiKey'])
      .describe('What it is for: tokens, signing in'),
  }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'argo_cd_api_delete_user', input: { account: 'input.account' } },
  idempotent: true,
  permissions: ['configmaps: get, update'],
  run: async (ctx, { account, capabilities }) => {
    const wrote = await changeAccount(ctx, account, (now) =>
      now.capabilities === undefined ? { [`accounts.${account}`]: capabilities.join(', ') } : undefined,
    );
    return wrote ? changed({}) : noop({}, 'is there already');
  },
});
