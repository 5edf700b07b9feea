import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findSchedule } from '../client.ts';
import { Config, schedule } from '../schemas.ts';

export const deleteOverride = defineAction({
  id: 'pagerduty_api_delete_override',
  title: 'End an override',
  description: 'One that has begun ends now; one that is past stays.',
  config: Config,
  input: z.object({ schedule, overrideId: z.string().min(1).describe('Id of the override') }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['schedules.write'],
  run: async (ctx, { schedule, overrideId }) => {
    const now = await findSchedule(ctx, schedule);
    if (!now) return noop({}, 'the schedule is gone');
    const params = { id: now.id, overrideId };
    const answer = await ctx.http.delete('/schedules/{id}/overrides/{overrideId}', { params, allow: [404] });
    return answer.ok ? changed({}) : noop({}, 'is gone already');
  },
});
