import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findTeam, findUser, found, roleInTeam } from '../client.ts';
import { Config, OneMembership, TEAM_ROLES, team, user } from '../schemas.ts';

export const setRoleInGroup = defineAction({
  id: 'datadog_api_set_role_in_group',
  title: 'Set a role in a team',
  config: Config,
  input: z.object({
    team,
    user,
    role: z.enum(TEAM_ROLES).describe('`admin` may change the team and its members'),
  }),
  output: z.object({ previousRole: z.enum(TEAM_ROLES) }),
  effect: 'write',
  inverse: {
    action: 'datadog_api_set_role_in_group',
    input: { team: 'input.team', user: 'input.user', role: 'output.previousRole' },
  },
  idempotent: true,
  permissions: ['teams_manage'],
  run: async (ctx, { role, ...input }) => {
    const team = found('team', input.team, await findTeam(ctx, input.team));
    const user = found('user', input.user, await findUser(ctx, input.user));
    const previousRole = await roleInTeam(ctx, team, user);
    if (!previousRole) throw new ProviderError('not_found', `${input.user} is not in the team ${input.team}`);
    if (previousRole === role) return noop({ previousRole }, 'has that role already');
    await ctx.http.patch('/api/v2/team/{team}/memberships/{user}', {
      params: { team: team.id, user: user.id },
      body: { data: { type: 'team_memberships', attributes: { role: role === 'admin' ? 'admin' : null } } },
      schema: OneMembership,
    });
    return changed({ previousRole });
  },
});
