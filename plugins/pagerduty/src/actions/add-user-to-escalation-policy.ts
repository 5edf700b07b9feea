import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findPolicy, findUser, found, userReference } from '../client.ts';
import { Config, OnePolicy, policy, user } from '../schemas.ts';

export const addUserToEscalationPolicy = defineAction({
  id: 'pagerduty_api_add_user_to_escalation_policy',
  title: 'Add a user to an escalation policy',
  config: Config,
  input: z.object({
    policy,
    user,
    level: z.int().min(1).default(1).describe('Which of its levels, from 1'),
  }),
  output: z.object({ level: z.int() }),
  effect: 'write',
  inverse: {
    action: 'pagerduty_api_remove_user_from_escalation_policy',
    input: { policy: 'input.policy', user: 'input.user' },
  },
  idempotent: true,
  permissions: ['escalation_policies.write'],
  run: async (ctx, { level, ...input }) => {
    const policy = found('escalation policy', input.policy, await findPolicy(ctx, input.policy));
    const { id } = found('user', input.user, await findUser(ctx, input.user));
    const wanted = policy.escalation_rules[level - 1];
    if (!wanted) throw new ProviderError('not_found', `the escalation policy ${policy.name} has no level ${level}`);
    if (wanted.targets.some((target) => target.id === id))
      return noop({ level }, 'is in the escalation policy already');
    const escalation_rules = policy.escalation_rules.map((rule) =>
      rule === wanted ? { ...rule, targets: [...rule.targets, userReference(id)] } : rule,
    );
    await ctx.http.put('/escalation_policies/{id}', {
      params: { id: policy.id },
      body: { escalation_policy: { ...policy, escalation_rules } },
      schema: OnePolicy,
    });
    return changed({ level });
  },
});
