import { changed, defineAction, noop, z } from '@joinery/plugin-sdk';
import { changePolicy, says } from '../rbac.ts';
import { Config, globalRole, subject } from '../schemas.ts';

export const removeUserFromRole = defineAction({
  id: 'argo_cd_api_remove_user_from_role',
  title: 'Take a role of the RBAC policy away',
  description: 'Refused where nobody would be left who may administer Argo CD.',
  config: Config,
  input: z.object({ subject, role: globalRole }),
  output: z.object({}),
  effect: 'destructive',
  inverse: { action: 'argo_cd_api_add_user_to_role', input: { subject: 'input.subject', role: 'input.role' } },
  idempotent: true,
  permissions: ['configmaps: get, update'],
  run: async (ctx, { subject, role }) => {
    const wrote = await changePolicy(ctx, [subject], (lines) => {
      const left = lines.filter((line) => !says(line, 'g', subject, role));
      return left.length === lines.length ? undefined : left;
    });
    return wrote ? changed({}) : noop({}, 'does not hold the role');
  },
});
