import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { orgMembership } from '../client.ts';
import { Config, username } from '../schemas.ts';
import { seatOf } from '../seats.ts';

export const allocateLicense = defineAction({
  id: 'github_api_allocate_license',
  title: 'Give a member a Copilot seat',
  description: 'A seat of GitHub itself comes with the membership: it has no request of its own.',
  config: Config,
  input: z.object({ username }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'github_api_deallocate_license', input: { username: 'input.username' } },
  idempotent: true,
  permissions: ['organization_copilot_seat_management: write'],
  run: async (ctx, { username }) => {
    if (!(await orgMembership(ctx, username)))
      throw new ProviderError('not_found', `${username} is no member of ${ctx.config.org}`);
    const seat = await seatOf(ctx, username);
    if (seat === 'held') return noop({}, 'has a seat already');
    await ctx.http.post('/orgs/{org}/copilot/billing/selected_users', {
      params: { org: ctx.config.org },
      body: { selected_usernames: [username] },
    });
    return changed({});
  },
});
