import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { Accounts, Config, username } from '../schemas.ts';

export const deleteUser = defineAction({
  id: 'gitlab_api_delete_user',
  title: 'Delete an account',
  description:
    'In a GitLab of your own, with a token of an administrator. What the person wrote stays, under the name of a ghost. GitLab carries it out a little later; nothing undoes it. Blocking is undone.',
  config: Config,
  input: z.object({ username }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['api, of an administrator'],
  run: async ({ http }, { username }) => {
    const { data } = await http.get('/api/v4/users', { query: { username }, schema: Accounts });
    const [account] = data;
    if (!account) return noop({}, 'is gone already');
    await http.delete('/api/v4/users/{id}', { params: { id: account.id }, allow: [404] });
    return changed({});
  },
});
