import { defineAction, noop } from '@joinery/plugin-sdk';
import { answered } from '../client.ts';
import { Answered, Target } from '../schemas.ts';

export const read = defineAction({
  id: 'http_api_read',
  title: 'Ask for something',
  description: 'Makes a GET request and answers what came of it.',
  input: Target,
  output: Answered,
  effect: 'read',
  inverse: null,
  idempotent: true,
  permissions: [],
  run: async (ctx, { path, answer, ...options }) =>
    noop(answered(await ctx.http.get(path, options), answer), 'it only asked'),
});
