import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findSchedule, findUser, found, userReference } from '../client.ts';
import { Config, OneSchedule, schedule, user } from '../schemas.ts';

export const addUserToSchedule = defineAction({
  id: 'pagerduty_api_add_user_to_schedule',
  title: 'Add a user to a schedule',
  description: 'As the last to take a turn in a layer. The turns of the others move, unless they are past.',
  config: Config,
  input: z.object({
    schedule,
    user,
    layer: z.string().optional().describe('Name of the layer; the first unless told'),
  }),
  output: z.object({ layer: z.string() }),
  effect: 'write',
  inverse: {
    action: 'pagerduty_api_remove_user_from_schedule',
    input: { schedule: 'input.schedule', user: 'input.user' },
  },
  idempotent: true,
  permissions: ['schedules.write'],
  run: async (ctx, input) => {
    const schedule = found('schedule', input.schedule, await findSchedule(ctx, input.schedule));
    const { id } = found('user', input.user, await findUser(ctx, input.user));
    const layers = schedule.schedule_layers;
    const wanted = layers.find(({ name }) => name === (input.layer ?? layers[0]?.name));
    if (!wanted)
      throw new ProviderError('not_found', `the schedule ${schedule.name} has no layer ${input.layer ?? ''}`);
    const output = { layer: wanted.name };
    if (wanted.users.some(({ user }) => user.id === id)) return noop(output, 'is on the schedule already');
    const changedLayer = { ...wanted, users: [...wanted.users, { user: userReference(id) }] };
    const schedule_layers = layers.map((layer) => (layer === wanted ? changedLayer : layer));
    await ctx.http.put('/schedules/{id}', {
      params: { id: schedule.id },
      body: { schedule: { ...schedule, schedule_layers } },
      schema: OneSchedule,
    });
    return changed(output);
  },
});
