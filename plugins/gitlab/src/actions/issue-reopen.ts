import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { ISSUE, issueOf } from '../client.ts';
import { Config, iid, project } from '../schemas.ts';

export const issueReopen = defineAction({
  id: 'gitlab_issue_reopen',
  title: 'Open an issue again',
  config: Config,
  input: z.object({ project, iid }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'gitlab_issue_close', input: { project: 'input.project', iid: 'input.iid' } },
  idempotent: true,
  permissions: ['api, of a planner'],
  run: async (ctx, { project, iid }) => {
    const { state } = await issueOf(ctx, { project, iid });
    if (state === 'opened') return noop({}, 'is opened already');
    await ctx.http.put(ISSUE, { params: { project, iid }, body: { state_event: 'reopen' } });
    return changed({});
  },
});
