import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findTeam, findUser, found, roleInTeam } from '../client.ts';
import { Config, OneMembership, TEAM_ROLES, team, user } from '../schemas.ts';

export const addUserToGroup = defineAction({
  id: 'datadog_api_add_user_to_group',
  title: 'Add a user to a team',
  description: 'Whose role in the team is another already keeps that one.',
  config: Config,
  input: z.object({
    team,
    user,
    role: z.enum(TEAM_ROLES).default('member').describe('`admin` may change the team and its members'),
  }),
  output: z.object({ role: z.enum(TEAM_ROLES) }),
  effect: 'write',
  inverse: { action: 'datadog_api_remove_user_from_group', input: { team: 'input.team', user: 'input.user' } },
  idempotent: true,
  permissions: ['teams_manage'],
  run: async (ctx, { role, ...input }) => {
    const team = found('team', input.team, await findTeam(ctx, input.team));
    const user = found('user', input.user, await findUser(ctx, input.user));
    const now = await roleInTeam(ctx, team, user);
    if (now) return noop({ role: now }, 'is in the team already');
    const data = {
      type: 'team_memberships',
      attributes: { role: role === 'admin' ? 'admin' : null },
      relationships: { user: { data: { type: 'users', id: user.id } } },
    };
    await ctx.http.post('/api/v2/team/{id}/memberships', {
      params: { id: team.id },
      body: { data },
      schema: OneMembership,
    });
    return changed({ role });
  },
});
