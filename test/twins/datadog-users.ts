import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { userDocument } from './datadog-documents.ts';
import { contains, type DatadogState, type DatadogUser, type Listed, type One, page, refuse } from './datadog-state.ts';

interface UserBody {
  data: {
    attributes: { email?: string; name?: string; title?: string; disabled?: boolean };
    relationships?: { roles?: { data: { id: string }[] } };
  };
}
interface InvitationsBody {
  data: { relationships: { user: { data: { id: string } } } }[];
}

const TWO_DAYS_MS = 172_800_000;

export function userRoutes(app: FastifyInstance, { users, roles }: DatadogState) {
  app.get('/api/v2/users', async (request: Listed) => {
    // The filter is a part of the name or of the address: "ada@example.com" finds "not-ada@example.com" too.
    const found = [...users.values()].filter(({ name, email }) =>
      contains(`${name ?? ''} ${email}`, request.query.filter),
    );
    return {
      meta: { page: { total_filtered_count: found.length, total_count: users.size } },
      data: page(request, found).map(userDocument),
    };
  });
  app.post('/api/v2/users', async ({ body }, reply) => {
    const { attributes, relationships } = (body as UserBody).data;
    const email = attributes.email?.toLowerCase() ?? '';
    if ([...users.values()].some((user) => user.email === email))
      return refuse(reply, 409, `User ${email} already exists`);
    const held = relationships?.roles?.data.map(({ id }) => id) ?? [];
    if (held.some((id) => !roles.has(id))) return refuse(reply, 400, 'Invalid role');
    const { name = null, title } = attributes;
    const user: DatadogUser = {
      ...{ id: randomUUID(), email, name, title, isDisabled: false, status: 'Pending' },
      roles: new Set(held),
    };
    users.set(user.id, user);
    return reply.code(201).send({ data: userDocument(user) });
  });
  app.get('/api/v2/users/:id', async ({ params }: One, reply) => {
    const user = users.get(params.id);
    return user ? { data: userDocument(user) } : refuse(reply, 404, `${params.id} not found`);
  });
  app.patch('/api/v2/users/:id', async (request: One, reply) => {
    const user = users.get(request.params.id);
    if (!user) return refuse(reply, 404, `${request.params.id} not found`);
    change(user, (request.body as UserBody).data.attributes);
    return { data: userDocument(user) };
  });
  // Named a deletion, it disables; who is disabled already is not found.
  app.delete('/api/v2/users/:id', async ({ params }: One, reply) => {
    const user = users.get(params.id);
    if (!user || user.isDisabled) return refuse(reply, 404, `${params.id} not found`);
    change(user, { disabled: true });
    return reply.code(204).send();
  });
  app.post('/api/v2/user_invitations', async ({ body }, reply) => {
    const wanted = (body as InvitationsBody).data.map(({ relationships }) => relationships.user.data.id);
    if (wanted.some((id) => users.get(id)?.status !== 'Pending')) return refuse(reply, 400, 'User cannot be invited');
    return reply.code(201).send({ data: wanted.map(invitation) });
  });
}

function change(user: DatadogUser, { name, email, disabled }: UserBody['data']['attributes']): void {
  if (name !== undefined) user.name = name;
  if (email !== undefined) user.email = email.toLowerCase();
  if (disabled === undefined) return;
  user.isDisabled = disabled;
  user.status = disabled ? 'Disabled' : 'Active';
}

function invitation(user: string) {
  const id = randomUUID();
  const attributes = {
    uuid: id,
    login_method: null,
    invite_type: 'openid_invite',
    created_at: new Date().toISOString(),
    expires_at: new Date(Date.now() + TWO_DAYS_MS).toISOString(),
  };
  return {
    type: 'user_invitations',
    id,
    attributes,
    relationships: { user: { data: { type: 'users', id: user } } },
  };
}
