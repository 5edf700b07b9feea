import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { field } from '../policy/csv.ts';
import { changePolicy, says, withLines } from '../rbac.ts';
import { Config, globalRole, ruleInput } from '../schemas.ts';

export const createRole = defineAction({
  id: 'argo_cd_api_create_role',
  title: 'Create a role of the RBAC policy',
  description: 'A role is the rules that it has; nobody holds it yet.',
  config: Config,
  input: z.object({ role: globalRole, rules: z.array(ruleInput).min(1).max(100).describe('What it may, and may not') }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'argo_cd_api_delete_role', input: { role: 'input.role' } },
  idempotent: true,
  permissions: ['configmaps: get, update'],
  run: async (ctx, { role, rules }) => {
    const wanted = rules.map(({ resource, action, object, effect }) => [role, resource, action, object, effect]);
    const wrote = await changePolicy(ctx, [], (lines) => {
      const has = lines.filter((line) => says(line, 'p', role));
      if (wanted.every((rule) => has.some((line) => says(line, 'p', ...rule)))) return undefined;
      if (has.length > 0) throw new ProviderError('conflict', `${role} is there already, with other rules`);
      return withLines(
        lines,
        wanted.map((rule) => ['p', ...rule].map(field).join(', ')),
      );
    });
    return wrote ? changed({}) : noop({}, 'is there already');
  },
});
