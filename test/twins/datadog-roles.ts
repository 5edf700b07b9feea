import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { roleDocument, userDocument } from './datadog-documents.ts';
import { contains, type DatadogState, type Listed, type One, page, type Route, refuse } from './datadog-state.ts';

interface RoleBody {
  data: { attributes: { name: string }; relationships?: { permissions?: { data: { id: string }[] } } };
}
interface UserReference {
  data: { id: string };
}

export function roleRoutes(app: FastifyInstance, { users, roles }: DatadogState) {
  app.get('/api/v2/roles', async (request: Listed) => {
    const found = [...roles.values()].filter(({ name }) => contains(name, request.query.filter));
    const meta = { page: { total_filtered_count: found.length, total_count: roles.size } };
    return { meta, data: page(request, found).map(roleDocument) };
  });
  app.post('/api/v2/roles', async ({ body }, reply) => {
    const { attributes, relationships } = (body as RoleBody).data;
    if ([...roles.values()].some(({ name }) => name === attributes.name))
      return refuse(reply, 409, 'A role with the same name already exists');
    const permissions = relationships?.permissions?.data.map(({ id }) => id) ?? [];
    const role = { id: randomUUID(), name: attributes.name, permissions };
    roles.set(role.id, role);
    return { data: roleDocument(role) };
  });
  app.get('/api/v2/roles/:id', async ({ params }: One, reply) => {
    const role = roles.get(params.id);
    return role ? { data: roleDocument(role) } : refuse(reply, 404, `Role ${params.id} not found`);
  });
  app.delete('/api/v2/roles/:id', async ({ params }: One, reply) => {
    if (!roles.delete(params.id)) return refuse(reply, 404, `Role ${params.id} not found`);
    for (const user of users.values()) user.roles.delete(params.id);
    return reply.code(204).send();
  });
  const holders = (role: string) => [...users.values()].filter((user) => user.roles.has(role)).map(userDocument);
  const answer = (request: Pick<Listed, 'query'>, role: string) => ({
    meta: { page: { total_count: holders(role).length } },
    data: page(request, holders(role)),
  });
  const path = '/api/v2/roles/:id/users';
  app.get<Route>(path, async (request, reply) =>
    roles.has(request.params.id)
      ? answer(request, request.params.id)
      : refuse(reply, 404, `Role ${request.params.id} not found`),
  );
  for (const method of ['post', 'delete'] as const)
    app[method]<Route>(path, async (request, reply) => {
      const user = users.get((request.body as UserReference).data.id);
      if (!user || !roles.has(request.params.id)) return refuse(reply, 404, 'not found');
      user.roles[method === 'post' ? 'add' : 'delete'](request.params.id);
      return answer(request, request.params.id);
    });
}
