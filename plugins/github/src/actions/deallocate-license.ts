import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { Config, username } from '../schemas.ts';
import { seatOf } from '../seats.ts';

export const deallocateLicense = defineAction({
  id: 'github_api_deallocate_license',
  title: "Take a member's Copilot seat",
  description: 'It ends with the billing cycle. A seat that a team gives is kept until the person leaves the team.',
  config: Config,
  input: z.object({ username }),
  output: z.object({}),
  effect: 'destructive',
  inverse: { action: 'github_api_allocate_license', input: { username: 'input.username' } },
  idempotent: true,
  permissions: ['organization_copilot_seat_management: write'],
  run: async (ctx, { username }) => {
    const seat = await seatOf(ctx, username);
    if (seat === 'none') return noop({}, 'has no seat');
    if (seat === 'ending') return noop({}, 'the seat ends with the billing cycle already');
    await ctx.http.delete('/orgs/{org}/copilot/billing/selected_users', {
      params: { org: ctx.config.org },
      body: { selected_usernames: [username] },
    });
    return changed({});
  },
});
