import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { applyChange } from '../apply-change.ts';
import { find, found } from '../client.ts';
import { Config, group } from '../schemas.ts';

const displayName = z.string().min(1).describe('Name of the group');

export const updateGroup = defineAction({
  id: 'scim_api_update_group',
  title: 'Rename a group',
  config: Config,
  input: z.object({ group, displayName }),
  output: z.object({ id: z.string(), displayName }),
  effect: 'write',
  inverse: { action: 'scim_api_update_group', input: { group: 'output.id', displayName: 'output.displayName' } },
  idempotent: true,
  permissions: ['write groups'],
  run: async (ctx, input) => {
    // Where it has the name already, it is not found by the one before.
    const renamed = await find(ctx, 'Groups', input.group);
    const before = found('group', input.group, renamed ?? (await find(ctx, 'Groups', input.displayName)));
    const { id, displayname } = before.seen;
    const isChanged = await applyChange(ctx, 'Groups', before, ({ seen }) =>
      seen.displayname === input.displayName ? null : { kind: 'set', values: { displayName: input.displayName } },
    );
    const output = { id, displayName: displayname };
    return isChanged ? changed(output) : noop(output, 'is called so already');
  },
});
