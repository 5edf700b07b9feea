import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { COLLABORATOR } from '../client.ts';
import { accessOf } from '../collaborators.ts';
import { Config, repository, username } from '../schemas.ts';

export const removeOutsideCollaborator = defineAction({
  id: 'github_api_remove_outside_collaborator',
  title: "Take a person's access to a repository",
  description: 'Or takes an invitation to it back. What a team or the organisation gives is not taken.',
  config: Config,
  input: z.object({ repository, username }),
  output: z.object({ permission: z.string().describe('What it was') }),
  effect: 'destructive',
  inverse: {
    action: 'github_api_add_outside_collaborator',
    input: { repository: 'input.repository', username: 'input.username', permission: 'output.permission' },
  },
  idempotent: true,
  permissions: ['administration: write'],
  run: async (ctx, { repository, username }) => {
    const now = await accessOf(ctx, { repository, username });
    if (!now) return noop({ permission: 'pull' }, 'has no access of its own');
    const { org } = ctx.config;
    if (now.invitationId === undefined) {
      await ctx.http.delete(COLLABORATOR, { params: { org, repository, username } });
    } else {
      const params = { org, repository, id: now.invitationId };
      await ctx.http.delete('/repos/{org}/{repository}/invitations/{id}', { params, allow: [404] });
    }
    return changed({ permission: now.permission });
  },
});
