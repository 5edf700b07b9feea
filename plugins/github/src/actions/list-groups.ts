import { defineAction, noop, z } from '@joinery/plugin-sdk';
import { BY_LINK } from '../client.ts';
import { Config, Teams } from '../schemas.ts';

export const listGroups = defineAction({
  id: 'github_api_list_groups',
  title: 'List teams',
  config: Config,
  input: z.object({}),
  output: z.object({
    teams: z.array(z.object({ team: z.string(), id: z.int(), name: z.string(), parent: z.string().nullable() })),
  }),
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: ['members: read'],
  run: async ({ http, config: { org } }) => {
    const all = http.pages('/orgs/{org}/teams', {
      ...BY_LINK,
      params: { org },
      schema: Teams,
      items: (page) => page,
    });
    const teams = [];
    for await (const { slug, id, name, parent } of all)
      teams.push({ team: slug, id, name, parent: parent?.slug ?? null });
    return noop({ teams }, 'it only asked');
  },
});
