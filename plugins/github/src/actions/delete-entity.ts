import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { isSame } from '../client.ts';
import { Config } from '../schemas.ts';

export const deleteEntity = defineAction({
  id: 'github_api_delete_entity',
  title: 'Delete the organisation',
  description: 'With all of its repositories. Nothing undoes it, and its name cannot be used for 90 days.',
  config: Config,
  input: z.object({ confirm: z.string().describe('The name of the organisation, once more') }),
  output: z.object({}),
  effect: 'destructive',
  inverse: null,
  idempotent: true,
  permissions: ['admin:org, of an owner'],
  run: async ({ http, config: { org } }, { confirm }) => {
    if (!isSame(org, confirm)) throw new ProviderError('invalid', `input.confirm is not ${org}`);
    const there = await http.get('/orgs/{org}', { params: { org }, allow: [404] });
    if (!there.ok) return noop({}, 'is gone already');
    await http.delete('/orgs/{org}', { params: { org } });
    return changed({});
  },
});
