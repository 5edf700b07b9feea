import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findSchedule, findUser, found, userReference } from '../client.ts';
import { Config, MadeOverrides, Overrides, schedule, user } from '../schemas.ts';

const time = z.iso.datetime({ offset: true });

export const createOverride = defineAction({
  id: 'pagerduty_api_create_override',
  title: 'Put somebody on call for a while',
  description: 'In place of whoever the schedule has.',
  config: Config,
  input: z.object({ schedule, user, start: time.describe('From when'), end: time.describe('Until when') }),
  output: z.object({ overrideId: z.string() }),
  effect: 'write',
  inverse: {
    action: 'pagerduty_api_delete_override',
    input: { schedule: 'input.schedule', overrideId: 'output.overrideId' },
  },
  idempotent: true,
  permissions: ['schedules.write'],
  run: async (ctx, { start, end, ...input }) => {
    const { id } = found('schedule', input.schedule, await findSchedule(ctx, input.schedule));
    const user = found('user', input.user, await findUser(ctx, input.user));
    const path = '/schedules/{id}/overrides';
    const { data } = await ctx.http.get(path, {
      params: { id },
      query: { since: start, until: end },
      schema: Overrides,
    });
    const same = data.overrides.find(
      (one) => one.user.id === user.id && isSame(one.start, start) && isSame(one.end, end),
    );
    if (same) return noop({ overrideId: same.id }, 'is on call for that time already');
    const overrides = [{ start, end, user: userReference(user.id) }];
    const answer = await ctx.http.post(path, { params: { id }, body: { overrides }, schema: MadeOverrides });
    const [made] = answer.data;
    if (!made?.override?.id) throw new ProviderError('invalid', made?.errors?.join('; ') ?? 'no override was made');
    return changed({ overrideId: made.override.id });
  },
});

const isSame = (one: string, other: string) => Date.parse(one) === Date.parse(other);
