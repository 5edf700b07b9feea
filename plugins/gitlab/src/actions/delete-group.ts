import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { Config, Group, group } from '../schemas.ts';

export const deleteGroup = defineAction({
  id: 'gitlab_api_delete_group',
  title: 'Delete a group',
  description:
    'With its projects and the groups below it. GitLab keeps it for some days where it is set so; the inverse makes an empty one.',
  config: Config,
  input: z.object({ group }),
  output: z.object({ name: z.string(), path: z.string(), parent: z.string().optional(), visibility: z.string() }),
  effect: 'destructive',
  inverse: {
    action: 'gitlab_api_create_group',
    input: { name: 'output.name', path: 'output.path', parent: 'output.parent', visibility: 'output.visibility' },
  },
  idempotent: true,
  permissions: ['api, of an owner'],
  run: async ({ http }, { group }) => {
    const there = await http.get('/api/v4/groups/{group}', { params: { group }, schema: Group, allow: [404] });
    if (!there.ok) return noop({ name: group, path: group, visibility: 'private' }, 'is gone already');
    const { id, name, path, full_path, parent_id, visibility, marked_for_deletion_on } = there.data;
    const parent = parent_id ? full_path.slice(0, -path.length - 1) : undefined;
    const output = { name, path, parent, visibility };
    if (marked_for_deletion_on) return noop(output, `is to be deleted on ${marked_for_deletion_on} already`);
    await http.delete('/api/v4/groups/{id}', { params: { id } });
    return changed(output);
  },
});
