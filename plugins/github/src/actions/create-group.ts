import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { BY_LINK, type GitHub, isSame, TEAM } from '../client.ts';
import { Config, Team, Teams, team } from '../schemas.ts';

export const createGroup = defineAction({
  id: 'github_api_create_group',
  title: 'Create a team',
  config: Config,
  input: z.object({
    name: z.string().min(1).describe('Name of the team; GitHub makes the slug of it'),
    description: z.string().optional().describe('What the team is for'),
    parent: team.optional().describe('Slug of the team that it is a part of'),
    privacy: z
      .enum(['closed', 'secret'])
      .default('closed')
      .describe('`closed`: seen by every member of the organisation; `secret`: by its own alone'),
  }),
  output: z.object({ team: z.string(), id: z.int() }),
  effect: 'write',
  inverse: { action: 'github_api_delete_group', input: { team: 'output.team' } },
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { parent, ...wanted }) => {
    const { org } = ctx.config;
    const there = await findTeam(ctx, wanted.name);
    if (there) return noop({ team: there.slug, id: there.id }, 'is there already');
    const above = parent ? await ctx.http.get(TEAM, { params: { org, team: parent }, schema: Team }) : undefined;
    const { data } = await ctx.http.post('/orgs/{org}/teams', {
      params: { org },
      body: { ...wanted, parent_team_id: above?.data.id },
      schema: Team,
    });
    return changed({ team: data.slug, id: data.id });
  },
});

/** By its name: how a slug is made of one is GitHub's own. */
async function findTeam({ http, config: { org } }: GitHub, name: string) {
  const teams = http.pages('/orgs/{org}/teams', { ...BY_LINK, params: { org }, schema: Teams, items: (page) => page });
  for await (const one of teams) if (isSame(one.name, name)) return one;
  return undefined;
}
