import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findUser, found } from '../client.ts';
import { Config, OneUser, user } from '../schemas.ts';

export const updateUser = defineAction({
  id: 'pagerduty_api_update_user',
  title: 'Change a user',
  config: Config,
  input: z.object({
    user,
    name: z.string().min(1).optional().describe('Full name; as it is when left out'),
    email: z.email().optional().describe('Email address; as it is when left out'),
  }),
  output: z.object({
    id: z.string(),
    previousName: z.string().describe('What it was'),
    previousEmail: z.string().describe('What it was'),
  }),
  effect: 'write',
  inverse: {
    action: 'pagerduty_api_update_user',
    input: { user: 'output.id', name: 'output.previousName', email: 'output.previousEmail' },
  },
  idempotent: true,
  permissions: ['users.write'],
  run: async (ctx, input) => {
    if (input.name === undefined && input.email === undefined)
      throw new ProviderError('invalid', 'input.name or input.email has to be given');
    const now = found('user', input.user, await findUser(ctx, input.user));
    const { id } = now;
    const output = { id, previousName: now.name, previousEmail: now.email };
    const { name = now.name, email = now.email } = input;
    if (name === now.name && email.toLowerCase() === now.email.toLowerCase()) return noop(output, 'is so already');
    await ctx.http.put('/users/{id}', {
      params: { id },
      body: { user: { type: 'user', name, email } },
      schema: OneUser,
    });
    return changed(output);
  },
});
