import { defineAction, noop, z } from '@joinery/plugin-sdk';
import { find, found } from '../client.ts';
import { Config, user } from '../schemas.ts';

export const getUser = defineAction({
  id: 'scim_api_get_user',
  title: 'Look up a user',
  config: Config,
  input: z.object({ user }),
  output: z.object({
    id: z.string(),
    userName: z.string(),
    active: z.boolean(),
    displayName: z.string().nullable(),
    roles: z.array(z.string()),
    entitlements: z.array(z.string()),
  }),
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['read users'],
  run: async (ctx, { user }) => {
    const { seen } = found('user', user, await find(ctx, 'Users', user));
    const valuesOf = (list: typeof seen.roles) => list.map(({ value }) => value);
    return noop(
      {
        id: seen.id,
        userName: seen.username,
        active: seen.active,
        displayName: seen.displayname ?? null,
        roles: valuesOf(seen.roles),
        entitlements: valuesOf(seen.entitlements),
      },
      'only read',
    );
  },
});
