import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { BY_LINK, type GitHub, isSame } from '../client.ts';
import { Accounts, Config, username } from '../schemas.ts';

export const removeFromRepositories = defineAction({
  id: 'github_api_remove_outside_collaborator_everywhere',
  title: 'Take an outside collaborator out of every repository',
  description: 'For who is no member of the organisation. Which repositories they were is not kept: nothing undoes it.',
  config: Config,
  input: z.object({ username }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['members: write'],
  run: async (ctx, { username }) => {
    if (!(await isCollaborator(ctx, username))) return noop({}, 'is no outside collaborator any more');
    await ctx.http.delete('/orgs/{org}/outside_collaborators/{username}', {
      params: { org: ctx.config.org, username },
    });
    return changed({});
  },
});

async function isCollaborator({ http, config: { org } }: GitHub, username: string): Promise<boolean> {
  const all = http.pages('/orgs/{org}/outside_collaborators', {
    ...BY_LINK,
    params: { org },
    schema: Accounts,
    items: (page) => page,
  });
  for await (const { login } of all) if (isSame(login, username)) return true;
  return false;
}
