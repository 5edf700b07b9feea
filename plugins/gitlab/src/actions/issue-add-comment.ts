import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { type GitLab, ISSUE, PAGES } from '../client.ts';
import { filled, markOf } from '../issue-template.ts';
import { Config, iid, Made, Notes, project } from '../schemas.ts';

const text = z.string().min(1);

export const issueAddComment = defineAction({
  id: 'gitlab_issue_add_comment',
  title: 'Comment on an issue',
  description: 'With a `key`, a comment that was made with the same key is found instead.',
  config: Config,
  input: z.object({
    project,
    iid,
    body: text.describe('Text in Markdown, with placeholders {{name}}'),
    variables: z.record(z.string(), z.string()).default({}).describe('What the placeholders stand for'),
    key: text.max(100).optional().describe('What it is about; stands in the text, unseen'),
  }),
  output: z.object({ noteId: z.int() }),
  effect: 'write',
  inverse: null,
  idempotent: false,
  permissions: ['api, of a guest'],
  run: async (ctx, { project, iid, body, variables, key }) => {
    const text = filled(body, variables);
    const there = key ? await findNote(ctx, { project, iid, key }) : undefined;
    if (there) return noop({ noteId: there.id }, 'a comment with this key is there already');
    const { data } = await ctx.http.post(`${ISSUE}/notes`, {
      params: { project, iid },
      body: { body: key ? `${text}\n\n${markOf(key)}` : text },
      schema: Made,
    });
    return changed({ noteId: data.id });
  },
});

async function findNote({ http }: GitLab, { key, ...params }: { project: string; iid: number; key: string }) {
  const notes = http.pages(`${ISSUE}/notes`, { ...PAGES, params, schema: Notes, items: (page) => page });
  for await (const note of notes) if (note.body.includes(markOf(key))) return note;
  return undefined;
}
