import { defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findFailedInvitation, findInvitation, type GitHub, orgMembership, type Person } from '../client.ts';
import { Config, state } from '../schemas.ts';

const Output = z.object({
  state: state.describe('By an email address alone, who has accepted cannot be told from who was never invited: none'),
  role: z.string().optional(),
  invitationId: z.int().optional(),
});

export const getUser = defineAction({
  id: 'github_api_get_user',
  title: 'Look up a person in the organisation',
  description: 'Says whether the person is a member, is invited, or has let the invitation expire.',
  config: Config,
  input: z.object({
    username: z.string().optional().describe('User name at GitHub; this or the email address'),
    email: z.email().optional().describe('Where an invitation was sent to'),
  }),
  output: Output,
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['members: read'],
  run: async (ctx, person) => {
    if (!person.username && !person.email)
      throw new ProviderError('invalid', 'input.username or input.email has to be given');
    return noop(await stateOf(ctx, person), 'it only asked');
  },
});

async function stateOf(ctx: GitHub, person: Person): Promise<z.output<typeof Output>> {
  const membership = person.username ? await orgMembership(ctx, person.username) : undefined;
  if (membership?.state === 'active') return { state: 'accepted', role: membership.role };
  const open = await findInvitation(ctx, person);
  if (open) return { state: 'pending', role: open.role, invitationId: open.id };
  if (membership) return { state: 'pending', role: membership.role };
  const failed = await findFailedInvitation(ctx, person);
  return failed ? { state: 'expired', role: failed.role, invitationId: failed.id } : { state: 'none' };
}
