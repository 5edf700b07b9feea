import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { accountOf, ISSUE, issueOf } from '../client.ts';
import { Config, Issue, iid, project, username } from '../schemas.ts';

export const issueUnassignUser = defineAction({
  id: 'gitlab_issue_unassign_user',
  title: 'Take somebody off an issue',
  config: Config,
  input: z.object({ project, iid, username }),
  output: z.object({ assignees: z.array(z.string()) }),
  effect: 'write',
  inverse: {
    action: 'gitlab_issue_assign_user',
    input: { project: 'input.project', iid: 'input.iid', username: 'input.username' },
  },
  idempotent: true,
  permissions: ['api, of a planner'],
  run: async (ctx, { project, iid, username }) => {
    const { assignees } = await issueOf(ctx, { project, iid });
    const { id } = await accountOf(ctx, username);
    const others = assignees.filter((assignee) => assignee.id !== id);
    if (others.length === assignees.length)
      return noop({ assignees: others.map((one) => one.username) }, 'is not assigned');
    const { data } = await ctx.http.put(ISSUE, {
      params: { project, iid },
      // An empty list is not read as one; 0 is what takes everybody off.
      body: { assignee_ids: others.length > 0 ? others.map((one) => one.id) : [0] },
      schema: Issue,
    });
    return changed({ assignees: data.assignees.map((assignee) => assignee.username) });
  },
});
