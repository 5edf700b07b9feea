import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { find, SCIM_JSON } from '../client.ts';
import { Config, User } from '../schemas.ts';

export const createUser = defineAction({
  id: 'scim_api_create_user',
  title: 'Create a user',
  description: 'Who is there already, by `userName`, is left as is.',
  config: Config,
  input: z.object({
    userName: z.string().min(1).describe('Unique at the service; for most the email address'),
    email: z.email().optional().describe('Email address'),
    givenName: z.string().optional().describe('Given name'),
    familyName: z.string().optional().describe('Family name'),
    displayName: z.string().optional().describe('Name to show'),
    externalId: z.string().optional().describe('Id of the person here'),
  }),
  output: z.object({ id: z.string(), active: z.boolean() }),
  effect: 'write',
  inverse: { action: 'scim_api_delete_user', input: { user: 'output.id' } },
  idempotent: true,
  permissions: ['write users'],
  run: async (ctx, { email, givenName, familyName, ...rest }) => {
    const outputOf = ({ seen: { id, active } }: z.output<typeof User>) => ({ id, active });
    const before = await find(ctx, 'Users', rest.userName);
    if (before) return noop(outputOf(before), 'is there already');
    const name = { givenName, familyName };
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      ...rest,
      active: true,
      ...((givenName ?? familyName) ? { name } : {}),
      ...(email ? { emails: [{ value: email, type: 'work', primary: true }] } : {}),
    };
    const text = JSON.stringify(body);
    const answer = await ctx.http.post('/Users', { headers: SCIM_JSON, text, schema: User, allow: [409] });
    if (answer.ok) return changed(outputOf(answer.data));
    // Somebody else was faster, or another of its values has to be unique.
    const now = await find(ctx, 'Users', rest.userName);
    if (now) return noop(outputOf(now), 'is there already');
    throw new ProviderError('conflict', `a user with one of these values is there: ${JSON.stringify(answer.data)}`);
  },
});
