import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { findPolicy, findUser } from '../client.ts';
import { Config, OnePolicy, policy, user } from '../schemas.ts';

export const removeUserFromEscalationPolicy = defineAction({
  id: 'pagerduty_api_remove_user_from_escalation_policy',
  title: 'Take a user out of an escalation policy',
  description: 'Out of all its levels. Refused where a level would be left with nobody to notify.',
  config: Config,
  input: z.object({ policy, user }),
  output: z.object({ level: z.int().optional().describe('The first level that the user was in') }),
  effect: 'destructive',
  inverse: {
    action: 'pagerduty_api_add_user_to_escalation_policy',
    input: { policy: 'input.policy', user: 'input.user', level: 'output.level' },
  },
  idempotent: true,
  permissions: ['escalation_policies.write'],
  run: async (ctx, input) => {
    const policy = await findPolicy(ctx, input.policy);
    const user = policy && (await findUser(ctx, input.user));
    const rules = policy?.escalation_rules ?? [];
    const level = 1 + rules.findIndex(({ targets }) => targets.some(({ id }) => id === user?.id));
    if (!policy || level === 0) return noop({}, policy ? 'is not in the escalation policy' : 'the policy is gone');
    const escalation_rules = rules.map((rule) => ({
      ...rule,
      targets: rule.targets.filter(({ id }) => id !== user?.id),
    }));
    const empty = 1 + escalation_rules.findIndex(({ targets }) => targets.length === 0);
    if (empty > 0)
      throw new ProviderError(
        'conflict',
        `nobody would be notified at level ${empty} of ${policy.name}: add another first`,
      );
    await ctx.http.put('/escalation_policies/{id}', {
      params: { id: policy.id },
      body: { escalation_policy: { ...policy, escalation_rules } },
      schema: OnePolicy,
    });
    return changed({ level });
  },
});
