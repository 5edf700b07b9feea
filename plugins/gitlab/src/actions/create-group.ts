import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { Config, Group, group } from '../schemas.ts';

const GROUP = '/api/v4/groups/{group}';
const SLUG = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

export const createGroup = defineAction({
  id: 'gitlab_api_create_group',
  title: 'Create a group',
  description: 'On gitlab.com only groups below another can be made through the API.',
  config: Config,
  input: z.object({
    name: z.string().min(1).describe('Name of the group'),
    path: z.string().regex(SLUG).describe('Its part of the URL'),
    parent: group.optional().describe('Group that it is below'),
    visibility: z.enum(['private', 'internal', 'public']).default('private').describe('Who may see it'),
  }),
  output: z.object({ group: z.string(), id: z.int() }),
  effect: 'write',
  inverse: { action: 'gitlab_api_delete_group', input: { group: 'output.group' } },
  idempotent: true,
  permissions: ['api, of an owner of the group above'],
  run: async ({ http }, { name, path, parent, visibility }) => {
    const above = parent ? (await http.get(GROUP, { params: { group: parent }, schema: Group })).data : undefined;
    const fullPath = above ? `${above.full_path}/${path}` : path;
    const there = await http.get(GROUP, { params: { group: fullPath }, schema: Group, allow: [404] });
    if (there.ok) return noop({ group: there.data.full_path, id: there.data.id }, 'is there already');
    const { data } = await http.post('/api/v4/groups', {
      body: { name, path, visibility, ...(above ? { parent_id: above.id } : {}) },
      schema: Group,
    });
    return changed({ group: data.full_path, id: data.id });
  },
});
