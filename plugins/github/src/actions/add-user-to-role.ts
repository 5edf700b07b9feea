import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { ORG_MEMBERSHIP, orgMembership } from '../client.ts';
import { Config, OrgMembership, username } from '../schemas.ts';

export const addUserToRole = defineAction({
  id: 'github_api_add_user_to_role',
  title: 'Make a member an owner',
  description: 'Of the organisation. Who is no member has to be invited first.',
  config: Config,
  input: z.object({ username, role: z.enum(['admin']).default('admin').describe('An owner, in the words of the API') }),
  output: z.object({ role: z.string() }),
  effect: 'write',
  inverse: {
    action: 'github_api_remove_user_from_role',
    input: { username: 'input.username', role: 'input.role' },
  },
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { username, role }) => {
    const now = await orgMembership(ctx, username);
    if (!now) throw new ProviderError('not_found', `${username} is no member of ${ctx.config.org}`);
    if (now.role === role) return noop({ role }, 'is an owner already');
    const params = { org: ctx.config.org, username };
    const { data } = await ctx.http.put(ORG_MEMBERSHIP, { params, body: { role }, schema: OrgMembership });
    return changed({ role: data.role });
  },
});
