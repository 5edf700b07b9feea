import { defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { pageOf } from '../client.ts';
import { Config } from '../schemas.ts';

export const listGroups = defineAction({
  id: 'scim_api_list_groups',
  title: 'List groups',
  description: 'A page of those that a filter finds, or of all.',
  config: Config,
  input: z.object({
    filter: z.string().min(1).optional().describe('RFC 7644, section 3.4.2.2: displayName sw "a"'),
    cursor: z.string().optional().describe('What the page before answered as `next`'),
  }),
  output: z.object({
    groups: z.array(z.object({ id: z.string(), displayName: z.string() })),
    next: z.string().nullable(),
  }),
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['read groups'],
  run: async (ctx, { filter, cursor = null }) => {
    const { items, next, isUnfiltered } = await pageOf(ctx, 'Groups', { filter, without: 'members', cursor });
    if (isUnfiltered) throw new ProviderError('invalid', `the service does not understand the filter ${filter}`);
    const groups = items.map(({ seen: { id, displayname } }) => ({ id, displayName: displayname }));
    return noop({ groups, next }, 'only read');
  },
});
