import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { field } from '../policy/csv.ts';
import { changePolicy, says, withLines } from '../rbac.ts';
import { Config, globalRole, subject } from '../schemas.ts';

const BUILT_IN = ['role:admin', 'role:readonly'];

export const addUserToRole = defineAction({
  id: 'argo_cd_api_add_user_to_role',
  title: 'Give a role of the RBAC policy',
  description: 'To a group or a user. Refused where the role would take something from whom it is given to.',
  config: Config,
  input: z.object({ subject, role: globalRole }),
  output: z.object({}),
  effect: 'write',
  inverse: { action: 'argo_cd_api_remove_user_from_role', input: { subject: 'input.subject', role: 'input.role' } },
  idempotent: true,
  permissions: ['configmaps: get, update'],
  run: async (ctx, { subject, role }) => {
    const wrote = await changePolicy(ctx, [], (lines) => {
      if (lines.some((line) => says(line, 'g', subject, role))) return undefined;
      const isKnown = BUILT_IN.includes(role) || lines.some((line) => says(line, 'p', role));
      if (!isKnown) throw new ProviderError('not_found', `the policy has no rules for ${role}`);
      return withLines(lines, [['g', subject, role].map(field).join(', ')]);
    });
    return wrote ? changed({}) : noop({}, 'holds the role already');
  },
});
