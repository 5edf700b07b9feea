import type { FastifyInstance } from 'fastify';
import {
  contains,
  invalid,
  newId,
  notFound,
  type PagerDutyState,
  type PagerDutyUser,
  page,
  type Route,
} from './pagerduty-state.ts';

interface UserBody {
  user: Partial<Pick<PagerDutyUser, 'name' | 'email' | 'role'>>;
}

export function userRoutes(app: FastifyInstance, state: PagerDutyState) {
  const { users } = state;
  app.get<Route>('/users', async ({ query }) => {
    const found = [...users.values()].filter(({ name, email }) => contains(`${name} ${email}`, query.query));
    return page('users', found, { query, document: userDocument });
  });
  app.post('/users', async ({ headers, body }, reply) => {
    if (![...users.values()].some(({ email }) => email === headers.from))
      return invalid(reply, 'The From header has to be the email address of a user.');
    const { name = '', email = '', role = 'user' } = (body as UserBody).user;
    if ([...users.values()].some((one) => one.email.toLowerCase() === email.toLowerCase()))
      return invalid(reply, 'Email has already been taken.');
    const user = { id: newId(), name, email, role, openIncidents: 0 };
    users.set(user.id, user);
    return reply.code(201).send({ user: userDocument(user) });
  });
  app.get<Route>('/users/:id', async ({ params }, reply) => {
    const user = users.get(params.id);
    return user ? { user: userDocument(user) } : notFound(reply);
  });
  app.put<Route>('/users/:id', async ({ params, body }, reply) => {
    const user = users.get(params.id);
    if (!user) return notFound(reply);
    const { name = user.name, email = user.email, role = user.role } = (body as UserBody).user;
    Object.assign(user, { name, email, role });
    return { user: userDocument(user) };
  });
  app.delete<Route>('/users/:id', async ({ params }, reply) => {
    const user = users.get(params.id);
    if (!user) return notFound(reply);
    const reasons = reasonsToKeep(state, user);
    if (reasons.length > 0) return invalid(reply, ...reasons);
    users.delete(user.id);
    for (const { members } of state.teams.values()) members.delete(user.id);
    return reply.code(204).send();
  });
}

function reasonsToKeep({ schedules, policies }: PagerDutyState, { id, openIncidents }: PagerDutyUser): string[] {
  const isOnCall =
    [...schedules.values()].some(({ schedule_layers }) =>
      schedule_layers.some(({ users }) => users.some(({ user }) => user.id === id)),
    ) ||
    [...policies.values()].some(({ escalation_rules }) =>
      escalation_rules.some(({ targets }) => targets.some((target) => target.id === id)),
    );
  return [
    ...(openIncidents > 0 ? [`The user cannot be deleted as they have ${openIncidents} incident(s) assigned.`] : []),
    ...(isOnCall ? ['The user cannot be deleted as they are on call.'] : []),
  ];
}

export function userDocument({ id, name, email, role }: PagerDutyUser) {
  const self = `https://api.pagerduty.com/users/${id}`;
  return { id, type: 'user', summary: name, self, html_url: null, name, email, role, teams: [] };
}
