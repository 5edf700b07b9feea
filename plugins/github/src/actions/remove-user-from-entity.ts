import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findInvitation, type GitHub, ORG_MEMBERSHIP, orgMembership } from '../client.ts';
import { Config, ORG_ROLES } from '../schemas.ts';

const Output = z.object({
  was: z.enum(['none', 'pending', 'accepted']),
  role: z.enum(ORG_ROLES).describe('What adding the person again needs'),
});

export const removeUserFromEntity = defineAction({
  id: 'github_api_remove_user_from_entity',
  title: 'Remove from the organisation',
  description:
    'Ends a membership, with all that came of it (teams, repositories), or takes an invitation back. Adding the person again brings the membership back, and nothing of the rest.',
  config: Config,
  input: z.object({
    username: z.string().optional().describe('User name at GitHub; this or the email address'),
    email: z.email().optional().describe('Of an invitation that was sent to an address'),
  }),
  output: Output,
  effect: 'destructive',
  inverse: {
    action: 'github_api_add_user_to_entity',
    input: { username: 'input.username', email: 'input.email', role: 'output.role' },
  },
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { username, email }) => {
    if (username) return removeAccount(ctx, username);
    if (email) return cancelInvitation(ctx, email);
    throw new ProviderError('invalid', 'input.username or input.email has to be given');
  },
});

const roleOf = (role: string) => (role === 'admin' ? ('admin' as const) : ('member' as const));
const GONE = { was: 'none' as const, role: 'member' as const };

async function removeAccount(ctx: GitHub, username: string) {
  const now = await orgMembership(ctx, username);
  if (!now) return noop(GONE, 'is no member and not invited');
  await ctx.http.delete(ORG_MEMBERSHIP, { params: { org: ctx.config.org, username } });
  return changed({ was: now.state === 'active' ? ('accepted' as const) : now.state, role: roleOf(now.role) });
}

async function cancelInvitation(ctx: GitHub, email: string) {
  const pending = await findInvitation(ctx, { email });
  if (!pending) return noop(GONE, 'no invitation to this address is open');
  await ctx.http.delete('/orgs/{org}/invitations/{id}', {
    params: { org: ctx.config.org, id: pending.id },
    allow: [404],
  });
  return changed({ was: 'pending' as const, role: roleOf(pending.role) });
}
