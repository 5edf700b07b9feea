import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findUser, found } from '../client.ts';
import { Config, Invitations, user } from '../schemas.ts';

export const sendInvitation = defineAction({
  id: 'datadog_api_send_invitation',
  title: 'Send an invitation',
  description: 'By mail, to a user who has not joined yet. It ends after two days; sending it again makes a new one.',
  config: Config,
  input: z.object({ user }),
  output: z.object({
    state: z.enum(['pending', 'accepted']),
    invitationId: z.string().optional(),
    expiresAt: z.string().optional(),
  }),
  effect: 'write',
  inverse: null,
  idempotent: false,
  permissions: ['user_access_invite'],
  run: async (ctx, { user }) => {
    const { id, attributes } = found('user', user, await findUser(ctx, user));
    if (attributes.disabled) throw new ProviderError('conflict', `${user} is disabled; enable the user first`);
    if (attributes.status === 'Active') return noop({ state: 'accepted' as const }, 'has joined already');
    const data = [{ type: 'user_invitations', relationships: { user: { data: { type: 'users', id } } } }];
    const answer = await ctx.http.post('/api/v2/user_invitations', { body: { data }, schema: Invitations });
    const [sent] = answer.data.data;
    return changed({ state: 'pending' as const, invitationId: sent?.id, expiresAt: sent?.attributes.expires_at });
  },
});
