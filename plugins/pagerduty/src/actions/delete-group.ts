import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findTeam } from '../client.ts';
import { Config, team } from '../schemas.ts';

export const deleteGroup = defineAction({
  id: 'pagerduty_api_delete_group',
  title: 'Delete a team',
  description: 'PagerDuty refuses while the team has escalation policies, services, schedules or teams below it.',
  config: Config,
  input: z.object({ team }),
  output: z.object({ name: z.string(), description: z.string().optional() }),
  effect: 'destructive',
  inverse: {
    action: 'pagerduty_api_create_group',
    input: { name: 'output.name', description: 'output.description' },
  },
  idempotent: true,
  permissions: ['teams.write'],
  run: async (ctx, { team }) => {
    const now = await findTeam(ctx, team);
    if (!now) return noop({ name: team }, 'is gone already');
    await ctx.http.delete('/teams/{id}', { params: { id: now.id } });
    return changed({ name: now.name, description: now.description ?? undefined });
  },
});
