import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  findHolder,
  type GitLabIssue,
  type GitLabState,
  type Listed,
  notFound,
  page,
  userDocument,
} from './gitlab-state.ts';

interface Route {
  Params: { id: string; iid: string };
  Querystring: { page?: string; per_page?: string; state?: string; search?: string };
  Body: Partial<{
    title: string;
    description: string;
    labels: string;
    add_labels: string;
    remove_labels: string;
    assignee_ids: number[];
    state_event: 'close' | 'reopen';
    body: string;
  }> | null;
}
type ForIssue = FastifyRequest<Route>;

const names = (text = '') => text.split(',').filter((name) => name !== '');

export function issueRoutes(app: FastifyInstance, { users, projects }: GitLabState) {
  const document = (issue: GitLabIssue, iid: number) => ({
    iid,
    title: issue.title,
    description: issue.description,
    state: issue.state,
    labels: [...issue.labels],
    assignees: [...issue.assignees].flatMap((id) => users.get(id) ?? []).map(userDocument),
    web_url: `https://gitlab.example.com/-/issues/${iid}`,
  });
  app.get<Route>('/api/v4/projects/:id/issues', async (request, reply) => {
    const { state, search = '' } = request.query;
    const found = findHolder(projects, request.params.id);
    if (!found) return notFound(reply, 'Project');
    const all = found.issues.map((issue, at) => document(issue, at + 1));
    const asked = all.filter((issue) => (!state || issue.state === state) && issue.description.includes(search));
    return page(request as Listed, reply, asked);
  });
  app.post<Route>('/api/v4/projects/:id/issues', async ({ params, body }, reply) => {
    const found = findHolder(projects, params.id);
    if (!found) return notFound(reply, 'Project');
    const issue: GitLabIssue = {
      title: body?.title ?? '',
      description: body?.description ?? '',
      state: 'opened',
      labels: new Set(names(body?.labels)),
      assignees: new Set(body?.assignee_ids ?? []),
      notes: [],
    };
    found.issues.push(issue);
    return reply.code(201).send(document(issue, found.issues.length));
  });
  const on = (
    method: 'get' | 'put' | 'post',
    path: string,
    answer: (issue: GitLabIssue, request: ForIssue, reply: FastifyReply) => unknown,
  ) =>
    app[method]<Route>(`/api/v4/projects/:id/issues/:iid${path}`, async (request, reply) => {
      const issue = findHolder(projects, request.params.id)?.issues[Number(request.params.iid) - 1];
      return issue ? answer(issue, request, reply) : notFound(reply, 'Issue');
    });
  on('get', '', (issue, { params }) => document(issue, Number(params.iid)));
  on('put', '', (issue, { params, body }) => {
    for (const label of names(body?.add_labels)) issue.labels.add(label);
    for (const label of names(body?.remove_labels)) issue.labels.delete(label);
    if (body?.assignee_ids) issue.assignees = new Set(body.assignee_ids.filter((id) => id !== 0));
    if (body?.state_event) issue.state = body.state_event === 'close' ? 'closed' : 'opened';
    return document(issue, Number(params.iid));
  });
  const note = (body: string, at: number) => ({ id: at + 1, body, system: false });
  on('get', '/notes', (issue, request, reply) => page(request as Listed, reply, issue.notes.map(note)));
  on('post', '/notes', (issue, { body }, reply) => {
    issue.notes.push(body?.body ?? '');
    return reply.code(201).send(note(body?.body ?? '', issue.notes.length - 1));
  });
}
