import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { accountOf, ISSUE, issueOf } from '../client.ts';
import { Config, Issue, iid, project, username } from '../schemas.ts';

export const issueAssignUser = defineAction({
  id: 'gitlab_issue_assign_user',
  title: 'Assign an issue',
  description: 'GitLab’s free tier keeps one assignee: the one before is taken off, which the output says.',
  config: Config,
  input: z.object({ project, iid, username }),
  output: z.object({ assignees: z.array(z.string()) }),
  effect: 'write',
  inverse: {
    action: 'gitlab_issue_unassign_user',
    input: { project: 'input.project', iid: 'input.iid', username: 'input.username' },
  },
  idempotent: true,
  permissions: ['api, of a planner'],
  run: async (ctx, { project, iid, username }) => {
    const { assignees } = await issueOf(ctx, { project, iid });
    const { id } = await accountOf(ctx, username);
    const now = assignees.map((assignee) => assignee.username);
    if (assignees.some((assignee) => assignee.id === id)) return noop({ assignees: now }, 'is assigned already');
    const { data } = await ctx.http.put(ISSUE, {
      params: { project, iid },
      body: { assignee_ids: [...assignees.map((assignee) => assignee.id), id] },
      schema: Issue,
    });
    return changed({ assignees: data.assignees.map((assignee) => assignee.username) });
  },
});
