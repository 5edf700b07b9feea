import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { applyChange } from '../apply-change.ts';
import { find, found, type Scim } from '../client.ts';
import { Config, user } from '../schemas.ts';

const common = {
  config: Config,
  input: z.object({ user }),
  output: z.object({ id: z.string() }),
  idempotent: true,
  permissions: ['write users'],
};

export const disableUser = defineAction({
  ...common,
  id: 'scim_api_disable_user',
  title: 'Disable a user',
  description: 'Sets `active` to false: the account stays with all that it has, and lets nobody in.',
  effect: 'destructive',
  inverse: { action: 'scim_api_enable_user', input: { user: 'output.id' } },
  run: (ctx, input) => setActive(ctx, input.user, false),
});

export const enableUser = defineAction({
  ...common,
  id: 'scim_api_enable_user',
  title: 'Enable a user',
  effect: 'write',
  inverse: { action: 'scim_api_disable_user', input: { user: 'output.id' } },
  run: (ctx, input) => setActive(ctx, input.user, true),
});

async function setActive(ctx: Scim, wanted: string, active: boolean) {
  const before = found('user', wanted, await find(ctx, 'Users', wanted));
  const isChanged = await applyChange(ctx, 'Users', before, ({ seen }) =>
    seen.active === active ? null : { kind: 'set', values: { active } },
  );
  const output = { id: before.seen.id };
  return isChanged ? changed(output) : noop(output, active ? 'is active already' : 'is disabled already');
}
