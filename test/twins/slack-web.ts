import type { FastifyInstance, FastifyRequest } from 'fastify';
import { page, refused, type SlackState } from './slack-state.ts';

type Ask = FastifyRequest<{ Querystring: Record<string, string | undefined> }>;
type Tell = FastifyRequest<{ Body: Record<string, string | undefined> }>;

/** People, and the channels that they are in. */
export function webMethods(app: FastifyInstance, { users, channels }: SlackState) {
  const document = (id: string) => {
    const { name, email, deleted = false } = users.get(id) ?? { name: '', email: '' };
    return { id, team_id: 'T024BE7LD', name, deleted, profile: { email } };
  };
  app.get('/api/auth.test', async () => ({ ok: true, url: 'https://acme.slack.com/', team: 'Acme', user: 'joinery' }));
  app.get('/api/users.lookupByEmail', async ({ query }: Ask) => {
    const [id] = [...users].find(([, { email }]) => email === query.email?.toLowerCase()) ?? [];
    return id ? { ok: true, user: document(id) } : refused('users_not_found');
  });
  app.get('/api/users.info', async ({ query: { user = '' } }: Ask) =>
    users.has(user) ? { ok: true, user: document(user) } : refused('user_not_found'),
  );
  app.get('/api/conversations.list', async ({ query }: Ask) => {
    const all = [...channels].map(([id, { name }]) => ({ id, name, is_private: false }));
    const { items, response_metadata } = page(all, query);
    return { ok: true, channels: items, response_metadata };
  });
  app.get('/api/conversations.members', async ({ query }: Ask) => {
    const found = channels.get(query.channel ?? '');
    if (!found) return refused('channel_not_found');
    const { items, response_metadata } = page([...found.members], query);
    return { ok: true, members: items, response_metadata };
  });
  app.post('/api/conversations.invite', async ({ body }: Tell) => {
    const found = channels.get(body.channel ?? '');
    if (!found) return refused('channel_not_found');
    const ids = body.users?.split(',') ?? [];
    if (ids.some((id) => !users.has(id))) return refused('user_not_found');
    if (ids.some((id) => found.members.has(id))) return refused('already_in_channel');
    for (const id of ids) found.members.add(id);
    return { ok: true, channel: { id: body.channel, name: found.name } };
  });
  app.post('/api/conversations.kick', async ({ body }: Tell) => {
    const found = channels.get(body.channel ?? '');
    if (!found) return refused('channel_not_found');
    if (found.name === 'general') return refused('cant_kick_from_general');
    return found.members.delete(body.user ?? '') ? { ok: true } : refused('not_in_channel');
  });
  app.post('/api/chat.update', async ({ body }: Tell) => {
    const { channel, ts, text } = body;
    if (!channels.has(channel ?? '')) return refused('channel_not_found');
    return ts?.startsWith('1764151200.') ? { ok: true, channel, ts, text } : refused('message_not_found');
  });
}
