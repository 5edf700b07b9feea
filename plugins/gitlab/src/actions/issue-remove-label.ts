import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { ISSUE, issueOf } from '../client.ts';
import { Config, iid, label, project } from '../schemas.ts';

export const issueRemoveLabel = defineAction({
  id: 'gitlab_issue_remove_label',
  title: 'Take a label off an issue',
  config: Config,
  input: z.object({ project, iid, label }),
  output: z.object({}),
  effect: 'write',
  inverse: {
    action: 'gitlab_issue_add_label',
    input: { project: 'input.project', iid: 'input.iid', label: 'input.label' },
  },
  idempotent: true,
  permissions: ['api, of a planner'],
  run: async (ctx, { project, iid, label }) => {
    const { labels } = await issueOf(ctx, { project, iid });
    if (!labels.includes(label)) return noop({}, 'has no such label');
    await ctx.http.put(ISSUE, { params: { project, iid }, body: { remove_labels: label } });
    return changed({});
  },
});
