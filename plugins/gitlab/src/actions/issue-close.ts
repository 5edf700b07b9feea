import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { ISSUE, issueOf } from '../client.ts';
import { Config, iid, project } from '../schemas.ts';

export const issueClose = defineAction({
  id: 'gitlab_issue_close',
  title: 'Close an issue',
  config: Config,
  input: z.object({ project, iid }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'gitlab_issue_reopen', input: { project: 'input.project', iid: 'input.iid' } },
  idempotent: true,
  permissions: ['api, of a planner'],
  run: async (ctx, { project, iid }) => {
    const { state } = await issueOf(ctx, { project, iid });
    if (state === 'closed') return noop({}, 'is closed already');
    await ctx.http.put(ISSUE, { params: { project, iid }, body: { state_event: 'close' } });
    return changed({});
  },
});
