import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { findTeam } from '../client.ts';
import { Config, team } from '../schemas.ts';

export const deleteGroup = defineAction({
  id: 'datadog_api_delete_group',
  title: 'Delete a team',
  description: 'Its members stay users; making it anew does not bring them back into it.',
  config: Config,
  input: z.object({ team }),
  output: z.object({ handle: z.string(), name: z.string(), description: z.string().optional() }),
  effect: 'destructive',
  inverse: {
    action: 'datadog_api_create_group',
    input: { handle: 'output.handle', name: 'output.name', description: 'output.description' },
  },
  idempotent: true,
  permissions: ['teams_manage'],
  run: async (ctx, { team }) => {
    const now = await findTeam(ctx, team);
    if (!now) return noop({ handle: team, name: team }, 'is gone already');
    await ctx.http.delete('/api/v2/team/{id}', { params: { id: now.id } });
    const { handle, name, description } = now.attributes;
    return changed({ handle, name, description: description ?? undefined });
  },
});
