import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findTeam, findUser, roleInTeam } from '../client.ts';
import { Config, TEAM_ROLES, team, user } from '../schemas.ts';

export const removeUserFromGroup = defineAction({
  id: 'datadog_api_remove_user_from_group',
  title: 'Take a user out of a team',
  config: Config,
  input: z.object({ team, user }),
  output: z.object({ role: z.enum(TEAM_ROLES).describe('What it was') }),
  effect: 'destructive',
  inverse: {
    action: 'datadog_api_add_user_to_group',
    input: { team: 'input.team', user: 'input.user', role: 'output.role' },
  },
  idempotent: true,
  permissions: ['teams_manage'],
  run: async (ctx, input) => {
    const team = await findTeam(ctx, input.team);
    const user = team && (await findUser(ctx, input.user));
    const role = user && (await roleInTeam(ctx, team, user));
    if (!role) return noop({ role: 'member' as const }, team ? 'is not in the team' : 'the team is gone');
    await ctx.http.delete('/api/v2/team/{team}/memberships/{user}', { params: { team: team.id, user: user.id } });
    return changed({ role });
  },
});
