import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refused, type SlackState } from './slack-state.ts';

type Ask = FastifyRequest<{ Querystring: Record<string, string | undefined> }>;
type Tell = FastifyRequest<{ Body: Record<string, string | undefined> }>;

/** User groups: whole lists of members, and none that is empty. */
export function groupMethods(app: FastifyInstance, { users, userGroups }: SlackState) {
  const document = (id: string) => {
    const { name, handle, isDisabled } = userGroups.get(id) ?? { name: '', handle: '' };
    return { id, is_usergroup: true, name, handle, description: '', date_delete: isDisabled ? 1764151200 : 0 };
  };
  app.get('/api/usergroups.list', async ({ query }: Ask) => {
    const all = [...userGroups].filter(([, group]) => query.include_disabled === 'true' || !group.isDisabled);
    return { ok: true, usergroups: all.map(([id]) => document(id)) };
  });
  app.get('/api/usergroups.users.list', async ({ query }: Ask) => {
    const found = userGroups.get(query.usergroup ?? '');
    return found ? { ok: true, users: [...found.users] } : refused('no_such_subteam');
  });
  app.post('/api/usergroups.users.update', async ({ body }: Tell) => {
    const found = userGroups.get(body.usergroup ?? '');
    if (!found) return refused('no_such_subteam');
    const ids = (body.users ?? '').split(',').filter((id) => id !== '');
    if (ids.length === 0) return refused('no_users_provided');
    if (ids.some((id) => !users.has(id))) return refused('user_not_found');
    found.users = new Set(ids);
    return { ok: true, usergroup: document(body.usergroup ?? '') };
  });
  app.post('/api/usergroups.create', async ({ body: { name = '', handle = '' } }: Tell) => {
    if ([...userGroups.values()].some((group) => group.name === name)) return refused('name_already_exists');
    const id = `S${userGroups.size + 1}NEW`;
    userGroups.set(id, { name, handle, users: new Set() });
    return { ok: true, usergroup: document(id) };
  });
  const set = (isDisabled: boolean) => async (request: FastifyRequest) => {
    const { usergroup = '' } = (request as Tell).body;
    const found = userGroups.get(usergroup);
    if (!found) return refused('no_such_subteam');
    found.isDisabled = isDisabled;
    return { ok: true, usergroup: document(usergroup) };
  };
  app.post('/api/usergroups.disable', set(true));
  app.post('/api/usergroups.enable', set(false));
}
