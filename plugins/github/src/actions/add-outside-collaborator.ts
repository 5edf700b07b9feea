import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { COLLABORATOR, requireAccount } from '../client.ts';
import { accessOf } from '../collaborators.ts';
import { Config, RepositoryInvitations, repository, username } from '../schemas.ts';

export const addOutsideCollaborator = defineAction({
  id: 'github_api_add_outside_collaborator',
  title: 'Give a person access to a repository',
  description:
    'Who is no member of the organisation is invited to the repository, and becomes an outside collaborator.',
  config: Config,
  input: z.object({
    repository,
    username,
    permission: z
      .string()
      .default('pull')
      .describe('`pull`, `triage`, `push`, `maintain`, `admin`, or a role of the organisation’s own'),
  }),
  output: z.object({ state: z.enum(['pending', 'accepted']), permission: z.string() }),
  effect: 'write',
  inverse: {
    action: 'github_api_remove_outside_collaborator',
    input: { repository: 'input.repository', username: 'input.username' },
  },
  idempotent: true,
  permissions: ['administration: write'],
  run: async (ctx, { repository, username, permission }) => {
    const now = await accessOf(ctx, { repository, username });
    if (now?.permission === permission)
      return noop(now, now.state === 'pending' ? 'is invited already' : 'has access already');
    await requireAccount(ctx, username);
    const answer = await ctx.http.put(COLLABORATOR, {
      params: { org: ctx.config.org, repository, username },
      body: { permission },
      schema: RepositoryInvitations.element.optional(),
    });
    return changed({ state: answer.status === 201 ? ('pending' as const) : ('accepted' as const), permission });
  },
});
