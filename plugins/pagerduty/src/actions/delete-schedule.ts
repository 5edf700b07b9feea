import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findSchedule } from '../client.ts';
import { Config, schedule } from '../schemas.ts';

export const deleteSchedule = defineAction({
  id: 'pagerduty_api_delete_schedule',
  title: 'Delete a schedule',
  description: 'PagerDuty refuses while an escalation policy names it. Its layers and overrides do not come back.',
  config: Config,
  input: z.object({ schedule }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['schedules.write'],
  run: async (ctx, { schedule }) => {
    const now = await findSchedule(ctx, schedule);
    if (!now) return noop({}, 'is gone already');
    await ctx.http.delete('/schedules/{id}', { params: { id: now.id } });
    return changed({});
  },
});
