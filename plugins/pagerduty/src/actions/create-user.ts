import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findUser } from '../client.ts';
import { Config, OneUser, role } from '../schemas.ts';

export const createUser = defineAction({
  id: 'pagerduty_api_create_user',
  title: 'Create a user',
  description: 'PagerDuty invites the person by mail. Who is a user already is left as is.',
  config: Config,
  input: z.object({
    email: z.email().describe('Email address, which is the name to sign in with'),
    name: z.string().min(1).describe('Full name'),
    role: role.default('user'),
    jobTitle: z.string().optional().describe('Job title'),
  }),
  output: z.object({ id: z.string(), role: z.string() }),
  effect: 'write',
  inverse: { action: 'pagerduty_api_delete_user', input: { user: 'output.id' } },
  idempotent: true,
  permissions: ['users.write'],
  run: async (ctx, { email, name, role, jobTitle }) => {
    const now = await findUser(ctx, email);
    if (now) return noop({ id: now.id, role: now.role }, 'is a user already');
    const { data } = await ctx.http.post('/users', {
      headers: { from: ctx.config.from },
      body: { user: { type: 'user', name, email, role, job_title: jobTitle } },
      schema: OneUser,
    });
    return changed({ id: data.user.id, role: data.user.role });
  },
});
