import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findTeam } from '../client.ts';
import { Config, OneTeam } from '../schemas.ts';

export const createGroup = defineAction({
  id: 'datadog_api_create_group',
  title: 'Create a team',
  config: Config,
  input: z.object({
    handle: z.string().min(1).max(195).describe('Handle of the team, which no other has: payments-backend'),
    name: z.string().min(1).max(200).describe('Name of the team, which no other has either'),
    description: z.string().optional().describe('What the team is there for'),
  }),
  output: z.object({ id: z.string() }),
  effect: 'write',
  inverse: { action: 'datadog_api_delete_group', input: { team: 'output.id' } },
  idempotent: true,
  permissions: ['teams_manage'],
  run: async (ctx, attributes) => {
    const now = await findTeam(ctx, attributes.handle);
    if (now) return noop({ id: now.id }, 'is there already');
    const answer = await ctx.http.post('/api/v2/team', {
      body: { data: { type: 'team', attributes } },
      schema: OneTeam,
    });
    return changed({ id: answer.data.data.id });
  },
});
