import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findTeam } from '../client.ts';
import { Config, OneTeam } from '../schemas.ts';

export const createGroup = defineAction({
  id: 'pagerduty_api_create_group',
  title: 'Create a team',
  config: Config,
  input: z.object({
    name: z.string().min(1).describe('Name of the team'),
    description: z.string().optional().describe('What the team is there for'),
  }),
  output: z.object({ id: z.string() }),
  effect: 'write',
  inverse: { action: 'pagerduty_api_delete_group', input: { team: 'output.id' } },
  idempotent: true,
  permissions: ['teams.write'],
  run: async (ctx, input) => {
    const now = await findTeam(ctx, input.name);
    if (now) return noop({ id: now.id }, 'is there already');
    const { data } = await ctx.http.post('/teams', { body: { team: { type: 'team', ...input } }, schema: OneTeam });
    return changed({ id: data.team.id });
  },
});
