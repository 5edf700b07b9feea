import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { TEAM_MEMBERSHIP, teamMembership, throwIfForbidden } from '../client.ts';
import { Config, TEAM_ROLES, TeamMembership, team, username } from '../schemas.ts';

export const setRoleInGroup = defineAction({
  id: 'github_api_set_role_in_group',
  title: "Set a person's role in a team",
  description: "An owner of the organisation is maintainer of every team, and can't be less.",
  config: Config,
  input: z.object({ team, username, role: z.enum(TEAM_ROLES).describe('What the person shall be in the team') }),
  output: z.object({ role: z.enum(TEAM_ROLES), previous: z.enum(TEAM_ROLES) }),
  effect: 'write',
  inverse: {
    action: 'github_api_set_role_in_group',
    input: { team: 'input.team', username: 'input.username', role: 'output.previous' },
  },
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { team, username, role }) => {
    const now = await teamMembership(ctx, { team, username });
    if (!now) throw new ProviderError('not_found', `${username} is not in the team ${team}`);
    if (now.role === role) return noop({ role, previous: role }, `is ${role} already`);
    const answer = await ctx.http.put(TEAM_MEMBERSHIP, {
      params: { org: ctx.config.org, team, username },
      body: { role },
      schema: TeamMembership,
      allow: [403],
    });
    throwIfForbidden(answer);
    if (answer.data.role !== role)
      throw new ProviderError('conflict', `${username} is an owner of the organisation, and stays ${answer.data.role}`);
    return changed({ role, previous: now.role });
  },
});
