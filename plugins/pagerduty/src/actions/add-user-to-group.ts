import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findTeam, findUser, found, roleInTeam } from '../client.ts';
import { Config, TEAM_ROLES, team, user } from '../schemas.ts';

export const addUserToGroup = defineAction({
  id: 'pagerduty_api_add_user_to_group',
  title: 'Add a user to a team',
  description: 'Who is in it already gets the role that is named, or keeps the one that is there when none is.',
  config: Config,
  input: z.object({
    team,
    user,
    role: z.enum(TEAM_ROLES).optional().describe('Role in the team; manager unless told'),
  }),
  output: z.object({ role: z.enum(TEAM_ROLES) }),
  effect: 'write',
  inverse: { action: 'pagerduty_api_remove_user_from_group', input: { team: 'input.team', user: 'input.user' } },
  idempotent: true,
  permissions: ['teams.write'],
  run: async (ctx, { role, ...input }) => {
    const team = found('team', input.team, await findTeam(ctx, input.team));
    const user = found('user', input.user, await findUser(ctx, input.user));
    const now = await roleInTeam(ctx, team.id, user.id);
    if (now && (role ?? now) === now) return noop({ role: now }, 'is in the team already');
    const wanted = role ?? 'manager';
    const params = { team: team.id, user: user.id };
    await ctx.http.put('/teams/{team}/users/{user}', { params, body: { role: wanted } });
    return changed({ role: wanted });
  },
});
