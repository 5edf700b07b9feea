import { changed, defineAction, noop } from '@joinery/plugin-sdk';
import { answered } from '../client.ts';
import { Answered, Target } from '../schemas.ts';

const GONE = [404, 410];

export const remove = defineAction({
  id: 'http_api_remove',
  title: 'Take something away',
  description: 'Makes a DELETE request. What is not there (404, 410) is gone already.',
  input: Target,
  output: Answered,
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: [],
  run: async (ctx, { path, answer, ...options }) => {
    const response = await ctx.http.delete(path, { ...options, allow: GONE });
    if (!response.ok) return noop(answered(response, undefined), 'it is gone already');
    return changed(answered(response, answer));
  },
});
