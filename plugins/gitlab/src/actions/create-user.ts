import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { Account, Accounts, Config, username } from '../schemas.ts';

export const createUser = defineAction({
  id: 'gitlab_api_create_user',
  title: 'Create an account',
  description: 'In a GitLab of your own, with a token of an administrator. GitLab sends a link to set the password.',
  config: Config,
  input: z.object({
    username,
    name: z.string().min(1).describe('Name of the person'),
    email: z.email().describe('Where the link is sent to'),
  }),
  output: z.object({ userId: z.int() }),
  effect: 'write',
  inverse: { action: 'gitlab_api_delete_user', input: { username: 'input.username' } },
  idempotent: true,
  permissions: ['api, of an administrator'],
  run: async ({ http }, { username, name, email }) => {
    const { data: there } = await http.get('/api/v4/users', { query: { username }, schema: Accounts });
    if (there[0]) return noop({ userId: there[0].id }, 'is there already');
    const answer = await http.post('/api/v4/users', {
      body: { username, name, email, reset_password: true },
      schema: Account,
      allow: [409],
    });
    if (!answer.ok) throw new ProviderError('conflict', `another account has the address ${email}`, { status: 409 });
    return changed({ userId: answer.data.id });
  },
});
