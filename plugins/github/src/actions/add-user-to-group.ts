import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { requireAccount, TEAM_MEMBERSHIP, teamMembership, throwIfForbidden } from '../client.ts';
import { Config, membershipState, TEAM_ROLES, TeamMembership, team, username } from '../schemas.ts';

export const addUserToGroup = defineAction({
  id: 'github_api_add_user_to_group',
  title: 'Add a person to a team',
  description: 'Who is not in the organisation is invited to it, and is in the team once that is accepted.',
  config: Config,
  input: z.object({
    team,
    username,
    role: z.enum(TEAM_ROLES).default('member').describe('`maintainer` may change the team and its members'),
  }),
  output: z.object({ state: membershipState, role: z.enum(TEAM_ROLES) }),
  effect: 'write',
  inverse: { action: 'github_api_remove_user_from_group', input: { team: 'input.team', username: 'input.username' } },
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { team, username, role }) => {
    const now = await teamMembership(ctx, { team, username });
    if (now && (now.role === role || role === 'member'))
      return noop(now, now.state === 'active' ? 'is in the team already' : 'is invited already');
    await requireAccount(ctx, username);
    const answer = await ctx.http.put(TEAM_MEMBERSHIP, {
      params: { org: ctx.config.org, team, username },
      body: { role },
      schema: TeamMembership,
      allow: [403],
    });
    throwIfForbidden(answer);
    return changed(answer.data);
  },
});
