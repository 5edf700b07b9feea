import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { TEAM_MEMBERSHIP, teamMembership, throwIfForbidden } from '../client.ts';
import { Config, TEAM_ROLES, team, username } from '../schemas.ts';

export const removeUserFromGroup = defineAction({
  id: 'github_api_remove_user_from_group',
  title: 'Take a person out of a team',
  description: 'The person stays in the organisation. Who is in it by a team below stays in it by that one.',
  config: Config,
  input: z.object({ team, username }),
  output: z.object({ role: z.enum(TEAM_ROLES).describe('What it was') }),
  effect: 'destructive',
  inverse: {
    action: 'github_api_add_user_to_group',
    input: { team: 'input.team', username: 'input.username', role: 'output.role' },
  },
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { team, username }) => {
    const now = await teamMembership(ctx, { team, username });
    if (!now) return noop({ role: 'member' as const }, 'is not in the team any more');
    const answer = await ctx.http.delete(TEAM_MEMBERSHIP, {
      params: { org: ctx.config.org, team, username },
      allow: [403, 404],
    });
    throwIfForbidden(answer);
    // The membership that was read is one of a team below, which this one shows as its own.
    if (!answer.ok) return noop({ role: now.role }, 'is in the team by a team below it only');
    return changed({ role: now.role });
  },
});
