import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { find, SCIM_JSON } from '../client.ts';
import { Config, Group } from '../schemas.ts';

export const createGroup = defineAction({
  id: 'scim_api_create_group',
  title: 'Create a group',
  description: 'One of the name is left as is.',
  config: Config,
  input: z.object({ displayName: z.string().min(1).describe('Name of the group') }),
  output: z.object({ id: z.string() }),
  effect: 'write',
  inverse: { action: 'scim_api_delete_group', input: { group: 'output.id' } },
  idempotent: true,
  permissions: ['write groups'],
  run: async (ctx, { displayName }) => {
    const before = await find(ctx, 'Groups', displayName);
    if (before) return noop({ id: before.seen.id }, 'is there already');
    const text = JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName });
    const { data } = await ctx.http.post('/Groups', { headers: SCIM_JSON, text, schema: Group });
    return changed({ id: data.seen.id });
  },
});
