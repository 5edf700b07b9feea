import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { accountOf, type GitLab, PAGES } from '../client.ts';
import { filled, markOf } from '../issue-template.ts';
import { Config, Issue, Issues, project } from '../schemas.ts';

const text = z.string().min(1);

export const issueCreate = defineAction({
  id: 'gitlab_issue_create',
  title: 'Create an issue',
  description:
    'From a template whose placeholders, {{name}}, are filled with `variables`. With a `key`, an open issue that was made with the same key is found instead.',
  config: Config,
  input: z.object({
    project,
    title: text.max(255).describe('Title, with placeholders: Access for {{user}}'),
    description: z.string().default('').describe('Text in Markdown, with placeholders'),
    variables: z.record(z.string(), z.string()).default({}).describe('What the placeholders stand for'),
    labels: z.array(text).default([]).describe('Labels; those that are not there are made'),
    assignees: z.array(text).default([]).describe('User names'),
    confidential: z.boolean().default(false).describe('Whether only members of the project see it'),
    key: text.max(100).optional().describe('What it is about; stands in the text, unseen'),
  }),
  output: z.object({ iid: z.int(), url: z.string() }),
  effect: 'write',
  inverse: { action: 'gitlab_issue_close', input: { project: 'input.project', iid: 'output.iid' } },
  // Without a key, nothing tells an issue from another.
  idempotent: false,
  permissions: ['api, of a reporter'],
  run: async (ctx, { project, key, labels, assignees, confidential, variables, ...template }) => {
    const title = filled(template.title, variables);
    const text = filled(template.description, variables);
    const there = key ? await findIssue(ctx, { project, key }) : undefined;
    if (there) return noop({ iid: there.iid, url: there.web_url }, 'an issue with this key is open already');
    const ids = await Promise.all(assignees.map(async (username) => (await accountOf(ctx, username)).id));
    const { data } = await ctx.http.post('/api/v4/projects/{project}/issues', {
      params: { project },
      body: {
        title,
        description: key ? `${text}\n\n${markOf(key)}` : text,
        labels: labels.join(','),
        assignee_ids: ids,
        confidential,
      },
      schema: Issue,
    });
    return changed({ iid: data.iid, url: data.web_url });
  },
});

async function findIssue({ http }: GitLab, { project, key }: { project: string; key: string }) {
  const open = http.pages('/api/v4/projects/{project}/issues', {
    ...PAGES,
    params: { project },
    query: { state: 'opened', search: markOf(key), in: 'description' },
    schema: Issues,
    items: (page) => page,
  });
  for await (const issue of open) if (issue.description?.includes(markOf(key))) return issue;
  return undefined;
}
