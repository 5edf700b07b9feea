import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { TEAM } from '../client.ts';
import { Config, Team, Teams, team } from '../schemas.ts';

export const deleteGroup = defineAction({
  id: 'github_api_delete_group',
  title: 'Delete a team',
  description:
    'Its members stay in the organisation, and lose what they had by the team. The inverse makes the team again, empty.',
  config: Config,
  input: z.object({
    team,
    withChildren: z.boolean().default(false).describe('Whether the teams below it may go with it'),
  }),
  output: z.object({
    name: z.string(),
    description: z.string().optional(),
    parent: z.string().optional(),
    privacy: z.string().optional(),
  }),
  effect: 'destructive',
  inverse: {
    action: 'github_api_create_group',
    input: {
      name: 'output.name',
      description: 'output.description',
      parent: 'output.parent',
      privacy: 'output.privacy',
    },
  },
  idempotent: true,
  permissions: ['members: write'],
  run: async ({ http, config: { org } }, { team, withChildren }) => {
    const params = { org, team };
    const there = await http.get(TEAM, { params, schema: Team, allow: [404] });
    if (!there.ok) return noop({ name: team }, 'is gone already');
    const { name, description, parent, privacy } = there.data;
    if (!withChildren) {
      const { data: children } = await http.get(`${TEAM}/teams`, { params, schema: Teams });
      const slugs = children.map(({ slug }) => slug).join(', ');
      if (slugs) throw new ProviderError('conflict', `GitHub would delete the teams below it too: ${slugs}`);
    }
    await http.delete(TEAM, { params });
    return changed({ name, description: description ?? undefined, parent: parent?.slug, privacy });
  },
});
