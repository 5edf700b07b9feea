import { defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { pageOf } from '../client.ts';
import { Config } from '../schemas.ts';

export const listUsers = defineAction({
  id: 'scim_api_list_users',
  title: 'List users',
  description: 'A page of those that a filter finds, or of all.',
  config: Config,
  input: z.object({
    filter: z.string().min(1).optional().describe('RFC 7644, section 3.4.2.2: userName sw "a"'),
    cursor: z.string().optional().describe('What the page before answered as `next`'),
  }),
  output: z.object({
    users: z.array(z.object({ id: z.string(), userName: z.string(), active: z.boolean() })),
    next: z.string().nullable(),
  }),
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['read users'],
  run: async (ctx, { filter, cursor = null }) => {
    const { items, next, isUnfiltered } = await pageOf(ctx, 'Users', { filter, cursor });
    if (isUnfiltered) throw new ProviderError('invalid', `the service does not understand the filter ${filter}`);
    const users = items.map(({ seen: { id, username, active } }) => ({ id, userName: username, active }));
    return noop({ users, next }, 'only read');
  },
});
