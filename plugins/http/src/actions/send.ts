import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { answered } from '../client.ts';
import { Answered, Target } from '../schemas.ts';

const Unless = z.object({
  path: z.string().startsWith('/'),
  params: z.record(z.string(), z.string()).default({}),
});

export const send = defineAction({
  id: 'http_api_send',
  title: 'Make or change something',
  description:
    'Makes a POST, PUT or PATCH request with a JSON body. With `unless`, it asks there first, and does nothing when that is found.',
  input: Target.extend({
    method: z.enum(['post', 'put', 'patch']).describe('How it is sent'),
    body: z.json().optional().describe('Sent as JSON'),
    unless: Unless.optional().describe('A path that answers a GET when it is so already, and 404 when not'),
  }),
  output: Answered,
  effect: 'write',
  inverse: null,
  idempotent: false,
  permissions: [],
  run: async (ctx, { method, path, unless, answer, ...options }) => {
    if (unless) {
      const there = await ctx.http.get(unless.path, { params: unless.params, allow: [404, 410] });
      if (there.ok) return noop(answered(there, undefined), `${unless.path} is there already`);
    }
    return changed(answered(await ctx.http[method](path, options), answer));
  },
});
