import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { fieldsOf } from '../policy/csv.ts';
import { changePolicy, says } from '../rbac.ts';
import { Config, globalRole, ruleInput } from '../schemas.ts';

export const deleteRole = defineAction({
  id: 'argo_cd_api_delete_role',
  title: 'Delete a role of the RBAC policy',
  description: 'Refused while somebody holds it.',
  config: Config,
  input: z.object({ role: globalRole }),
  output: z.object({ rules: z.array(ruleInput).min(1).optional().describe('What it had') }),
  effect: 'destructive',
  inverse: { action: 'argo_cd_api_create_role', input: { role: 'input.role', rules: 'output.rules' } },
  idempotent: true,
  permissions: ['configmaps: get, update'],
  run: async (ctx, { role }) => {
    let rules: z.output<typeof ruleInput>[] = [];
    const wrote = await changePolicy(ctx, [], (lines) => {
      const had = lines.filter((line) => says(line, 'p', role));
      if (had.length === 0) return undefined;
      const held = lines.map((line) => fieldsOf(line) ?? []).find(([kind, , of]) => kind === 'g' && of === role);
      if (held) throw new ProviderError('conflict', `${held[1]} holds ${role}: take it away first`);
      rules = had.map((line) => {
        const [, , resource = '', action = '', object = '', effect] = fieldsOf(line) ?? [];
        return { resource, action, object, effect: effect === 'deny' ? 'deny' : 'allow' };
      });
      return lines.filter((line) => !says(line, 'p', role) && !says(line, 'g', role));
    });
    return wrote ? changed({ rules }) : noop({}, 'is gone already');
  },
});
