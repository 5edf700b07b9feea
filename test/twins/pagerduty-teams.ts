import type { FastifyInstance } from 'fastify';
import {
  contains,
  invalid,
  newId,
  notFound,
  type PagerDutyState,
  type PagerDutyTeam,
  page,
  type Route,
} from './pagerduty-state.ts';
import { userDocument } from './pagerduty-users.ts';

interface TeamBody {
  team: { name: string; description?: string };
}

export function teamRoutes(app: FastifyInstance, { users, teams }: PagerDutyState) {
  app.get<Route>('/teams', async ({ query }) => {
    const found = [...teams.values()].filter(({ name }) => contains(name, query.query));
    return page('teams', found, { query, document });
  });
  app.post('/teams', async ({ body }, reply) => {
    const { name, description = null } = (body as TeamBody).team;
    if ([...teams.values()].some((team) => team.name === name)) return invalid(reply, 'Name has already been taken.');
    const team = { id: newId(), name, description, members: new Map() };
    teams.set(team.id, team);
    return reply.code(201).send({ team: document(team) });
  });
  app.get<Route>('/teams/:id', async ({ params }, reply) => {
    const team = teams.get(params.id);
    return team ? { team: document(team) } : notFound(reply);
  });
  app.delete<Route>('/teams/:id', async ({ params }, reply) =>
    teams.delete(params.id) ? reply.code(204).send() : notFound(reply),
  );
  app.get<Route>('/teams/:id/members', async ({ params, query }, reply) => {
    const team = teams.get(params.id);
    if (!team) return notFound(reply);
    const isWhole = query['include[]'] === 'users';
    return page('members', [...team.members], {
      query,
      document: ([id, role]) => {
        const user = users.get(id);
        return { user: isWhole && user ? userDocument(user) : { id, type: 'user_reference' }, role };
      },
    });
  });
  app.put<Route>('/teams/:id/users/:other', async ({ params, body }, reply) => {
    const user = users.get(params.other);
    const team = teams.get(params.id);
    if (!user || !team) return notFound(reply);
    if (user.role === 'read_only_user') return invalid(reply, 'A read-only user cannot be in a team.');
    team.members.set(user.id, (body as { role?: string } | null)?.role ?? 'manager');
    return reply.code(204).send();
  });
  app.delete<Route>('/teams/:id/users/:other', async ({ params }, reply) =>
    teams.get(params.id)?.members.delete(params.other) ? reply.code(204).send() : notFound(reply),
  );
}

function document({ id, name, description }: PagerDutyTeam) {
  return { id, type: 'team', summary: name, self: `https://api.pagerduty.com/teams/${id}`, name, description };
}
