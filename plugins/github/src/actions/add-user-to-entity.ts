import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findInvitation, type GitHub, ORG_MEMBERSHIP, orgMembership } from '../client.ts';
import { Config, Invitation, ORG_ROLES, OrgMembership, state } from '../schemas.ts';

const role = z.enum(ORG_ROLES).default('member').describe('`admin` makes an owner of the organisation');
const Input = z.object({
  username: z.string().optional().describe('User name at GitHub; this or the email address'),
  email: z.email().optional().describe('Where the invitation goes to when the user name is not known'),
  role,
});

export const addUserToEntity = defineAction({
  id: 'github_api_add_user_to_entity',
  title: 'Invite to the organisation',
  description: 'The person is a member once the invitation is accepted. One that has expired is sent anew.',
  config: Config,
  input: Input,
  output: z.object({ state, role: z.string(), invitationId: z.int().optional() }),
  effect: 'write',
  inverse: {
    action: 'github_api_remove_user_from_entity',
    input: { username: 'input.username', email: 'input.email' },
  },
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { username, email, role }) => {
    if (username) return inviteAccount(ctx, username, role);
    if (email) return inviteAddress(ctx, email, role);
    throw new ProviderError('invalid', 'input.username or input.email has to be given');
  },
});

const STATES = { active: 'accepted', pending: 'pending' } as const;

/** An invitation never takes a role away: who is an owner stays one. */
async function inviteAccount(ctx: GitHub, username: string, role: (typeof ORG_ROLES)[number]) {
  const now = await orgMembership(ctx, username);
  if (now && (now.role === role || role === 'member'))
    return noop(
      { state: STATES[now.state], role: now.role },
      now.state === 'active' ? 'is a member already' : 'is invited already',
    );
  const { data } = await ctx.http.put(ORG_MEMBERSHIP, {
    params: { org: ctx.config.org, username },
    body: { role },
    schema: OrgMembership,
  });
  return changed({ state: STATES[data.state], role: data.role });
}

async function inviteAddress(ctx: GitHub, email: string, role: (typeof ORG_ROLES)[number]) {
  const pending = await findInvitation(ctx, { email });
  if (pending)
    return noop({ state: 'pending' as const, role: pending.role, invitationId: pending.id }, 'is invited already');
  const answer = await ctx.http.post('/orgs/{org}/invitations', {
    params: { org: ctx.config.org },
    body: { email, role: role === 'admin' ? 'admin' : 'direct_member' },
    allow: [422],
    schema: Invitation,
  });
  if (answer.ok) return changed({ state: 'pending' as const, role: answer.data.role, invitationId: answer.data.id });
  // GitHub does not say whose address it is otherwise, and has no code for this of its own.
  const said = JSON.stringify(answer.data);
  if (/already a part of this organization/i.test(said))
    return noop({ state: 'accepted' as const, role }, 'is a member already');
  throw new ProviderError('invalid', `GitHub does not invite ${email}: ${said.slice(0, 300)}`, { status: 422 });
}
