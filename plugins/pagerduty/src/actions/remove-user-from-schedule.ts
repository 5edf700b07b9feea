import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findSchedule, findUser } from '../client.ts';
import { Config, OneSchedule, schedule, user } from '../schemas.ts';

export const removeUserFromSchedule = defineAction({
  id: 'pagerduty_api_remove_user_from_schedule',
  title: 'Take a user off a schedule',
  description: 'Off all its layers. Refused where a layer would be left with nobody to be on call.',
  config: Config,
  input: z.object({ schedule, user }),
  output: z.object({ layer: z.string().optional().describe('The first layer that the user was in') }),
  effect: 'destructive',
  inverse: {
    action: 'pagerduty_api_add_user_to_schedule',
    input: { schedule: 'input.schedule', user: 'input.user', layer: 'output.layer' },
  },
  idempotent: true,
  permissions: ['schedules.write'],
  run: async (ctx, input) => {
    const schedule = await findSchedule(ctx, input.schedule);
    const user = schedule && (await findUser(ctx, input.user));
    const isOf = ({ user: one }: { user: { id: string } }) => one.id === user?.id;
    const [first] = schedule?.schedule_layers.filter(({ users }) => users.some(isOf)) ?? [];
    if (!schedule || !first) return noop({}, schedule ? 'is not on the schedule' : 'the schedule is gone');
    const schedule_layers = schedule.schedule_layers.map((layer) => ({
      ...layer,
      users: layer.users.filter((one) => !isOf(one)),
    }));
    const empty = schedule_layers.find(({ users }) => users.length === 0);
    if (empty)
      throw new ProviderError(
        'conflict',
        `nobody would be on call in ${empty.name} of ${schedule.name}: add another first`,
      );
    await ctx.http.put('/schedules/{id}', {
      params: { id: schedule.id },
      body: { schedule: { ...schedule, schedule_layers } },
      schema: OneSchedule,
    });
    return changed({ layer: first.name });
  },
});
