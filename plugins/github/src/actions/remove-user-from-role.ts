import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { ORG_MEMBERSHIP, orgMembership } from '../client.ts';
import { Config, OrgMembership, username } from '../schemas.ts';

export const removeUserFromRole = defineAction({
  id: 'github_api_remove_user_from_role',
  title: 'Make an owner a member',
  description: 'The person stays in the organisation. The last owner cannot be taken away.',
  config: Config,
  input: z.object({ username, role: z.enum(['admin']).default('admin').describe('An owner, in the words of the API') }),
  output: z.object({ role: z.string() }),
  effect: 'destructive',
  inverse: { action: 'github_api_add_user_to_role', input: { username: 'input.username', role: 'input.role' } },
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { username, role }) => {
    const now = await orgMembership(ctx, username);
    if (now?.role !== role) return noop({ role: now?.role ?? 'none' }, 'is no owner any more');
    const params = { org: ctx.config.org, username };
    const { data } = await ctx.http.put(ORG_MEMBERSHIP, { params, body: { role: 'member' }, schema: OrgMembership });
    return changed({ role: data.role });
  },
});
