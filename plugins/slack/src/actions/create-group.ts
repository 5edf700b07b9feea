import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { call, userGroups } from '../client.ts';
import { Config, UserGroup } from '../schemas.ts';

export const createGroup = defineAction({
  id: 'slack_api_create_group',
  title: 'Create a user group',
  description: 'One that was deleted, with the same handle, is brought back with its members.',
  config: Config,
  input: z.object({
    name: z.string().min(1).describe('Name, unique among user groups'),
    handle: z.string().min(1).describe('What it is mentioned by, without the @'),
    description: z.string().optional().describe('What it is for'),
  }),
  output: z.object({ userGroup: z.string() }),
  effect: 'write',
  inverse: { action: 'slack_api_delete_group', input: { userGroup: 'output.userGroup' } },
  idempotent: true,
  permissions: ['usergroups:read', 'usergroups:write'],
  run: async (ctx, group) => {
    const there = (await userGroups(ctx, { withDisabled: true })).find(({ handle }) => handle === group.handle);
    if (there && there.date_delete === 0) return noop({ userGroup: there.id }, 'is there already');
    const made = there
      ? await call(ctx, 'usergroups.enable', { body: { usergroup: there.id }, schema: UserGroup })
      : await call(ctx, 'usergroups.create', { body: group, schema: UserGroup });
    return changed({ userGroup: made.usergroup.id });
  },
});
