import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { call, userGroups } from '../client.ts';
import { Config, UserGroup, userGroup } from '../schemas.ts';

export const deleteGroup = defineAction({
  id: 'slack_api_delete_group',
  title: 'Delete a user group',
  description: 'Slack disables it, and keeps its members for when it is made again.',
  config: Config,
  input: z.object({ userGroup }),
  output: z.object({ name: z.string(), handle: z.string() }),
  effect: 'destructive',
  inverse: { action: 'slack_api_create_group', input: { name: 'output.name', handle: 'output.handle' } },
  idempotent: true,
  permissions: ['usergroups:read', 'usergroups:write'],
  run: async (ctx, { userGroup }) => {
    const there = (await userGroups(ctx, { withDisabled: true })).find(({ id }) => id === userGroup);
    if (!there) return noop({ name: userGroup, handle: userGroup }, 'there is no such user group');
    const output = { name: there.name, handle: there.handle };
    if (there.date_delete > 0) return noop(output, 'is deleted already');
    await call(ctx, 'usergroups.disable', { body: { usergroup: userGroup }, schema: UserGroup });
    return changed(output);
  },
});
