import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findUser, found } from '../client.ts';
import { Config, OneUser, user } from '../schemas.ts';

export const updateUser = defineAction({
  id: 'datadog_api_update_user',
  title: 'Change a user',
  config: Config,
  input: z.object({
    user,
    name: z.string().optional().describe('Full name; as it is when left out'),
    email: z.email().optional().describe('New email address; the name to sign in with stays as it was'),
  }),
  output: z.object({
    id: z.string(),
    previousName: z.string().describe('What it was'),
    previousEmail: z.string().describe('What it was'),
  }),
  effect: 'write',
  inverse: {
    action: 'datadog_api_update_user',
    input: { user: 'output.id', name: 'output.previousName', email: 'output.previousEmail' },
  },
  idempotent: true,
  permissions: ['user_access_manage'],
  run: async (ctx, { user, name, email }) => {
    if (name === undefined && email === undefined)
      throw new ProviderError('invalid', 'input.name or input.email has to be given');
    const { id, attributes: was } = found('user', user, await findUser(ctx, user));
    const output = { id, previousName: was.name ?? '', previousEmail: was.email };
    const isSo = (name ?? was.name) === was.name && (email ?? was.email).toLowerCase() === was.email.toLowerCase();
    if (isSo) return noop(output, 'is so already');
    const data = { type: 'users', id, attributes: { name, email } };
    await ctx.http.patch('/api/v2/users/{id}', { params: { id }, body: { data }, schema: OneUser });
    return changed(output);
  },
});
