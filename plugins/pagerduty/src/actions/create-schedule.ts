import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findSchedule, findUser, found, userReference } from '../client.ts';
import { Config, OneSchedule } from '../schemas.ts';

const DAY_SECONDS = 86_400;

export const createSchedule = defineAction({
  id: 'pagerduty_api_create_schedule',
  title: 'Create a schedule',
  description: 'With one layer, in which the people take turns in the order in which they are named.',
  config: Config,
  input: z.object({
    name: z.string().min(1).describe('Name of the schedule'),
    timeZone: z.string().default('Etc/UTC').describe('Time zone, as the IANA names it'),
    users: z.array(z.string()).min(1).describe('Email addresses or ids of those who take turns'),
    start: z.iso.datetime({ offset: true }).describe('When the first turn begins'),
    turnDays: z.int().min(1).max(365).default(7).describe('How many days a turn lasts'),
  }),
  output: z.object({ id: z.string() }),
  effect: 'write',
  inverse: { action: 'pagerduty_api_delete_schedule', input: { schedule: 'output.id' } },
  idempotent: true,
  permissions: ['schedules.write'],
  run: async (ctx, { name, timeZone, start, turnDays, ...input }) => {
    const now = await findSchedule(ctx, name);
    if (now) return noop({ id: now.id }, 'is there already');
    const users = [];
    for (const user of input.users)
      users.push({ user: userReference(found('user', user, await findUser(ctx, user)).id) });
    const layer = {
      name: 'Layer 1',
      start,
      rotation_virtual_start: start,
      rotation_turn_length_seconds: turnDays * DAY_SECONDS,
      users,
    };
    const schedule = { type: 'schedule', name, time_zone: timeZone, schedule_layers: [layer] };
    const { data } = await ctx.http.post('/schedules', { body: { schedule }, schema: OneSchedule });
    return changed({ id: data.schedule.id });
  },
});
