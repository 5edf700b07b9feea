import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { type GitHub, isSame } from '../client.ts';
import { Config, Repository, repository } from '../schemas.ts';

const REPOSITORY = '/repos/{owner}/{repository}';
const account = z.string().min(1);

export const transferRepository = defineAction({
  id: 'github_api_transfer_repository',
  title: 'Transfer a repository',
  description:
    'To another organisation or person. GitHub carries it out a little later; a person has to accept it first. Access by teams of the old owner ends.',
  config: Config,
  input: z.object({
    repository,
    newOwner: account.describe('Organisation or user name that gets it'),
    owner: account.optional().describe('Whose it is now; the organisation of the connection unless told'),
  }),
  output: z.object({ previousOwner: z.string(), repositoryId: z.int() }),
  effect: 'destructive',
  inverse: {
    action: 'github_api_transfer_repository',
    input: { repository: 'input.repository', owner: 'input.newOwner', newOwner: 'output.previousOwner' },
  },
  idempotent: true,
  permissions: ['administration: write'],
  run: async (ctx, { repository, newOwner, owner = ctx.config.org }) => {
    const now = await find(ctx, { owner, repository });
    const output = { previousOwner: owner, repositoryId: now.id };
    if (isSame(now.owner.login, newOwner)) return noop(output, `belongs to ${newOwner} already`);
    await ctx.http.post(`${REPOSITORY}/transfer`, { params: { owner, repository }, body: { new_owner: newOwner } });
    return changed(output);
  },
});

/** The old path of a repository that was transferred leads to where it is now. */
async function find({ http }: GitHub, params: { owner: string; repository: string }) {
  return (await http.get(REPOSITORY, { params, schema: Repository })).data;
}
