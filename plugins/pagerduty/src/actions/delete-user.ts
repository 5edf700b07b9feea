import { changed, defineAction, noop, ProviderError, z } from '@joinery/plugin-sdk';
import { blockersOf } from '../blockers.ts';
import { findUser, type PagerDuty, type User } from '../client.ts';
import { Config, OneUser, ROLES, user } from '../schemas.ts';

const LIMITED = 'read_only_limited_user';
const RESULTS = ['deleted', 'limited', 'gone'] as const;

export const deleteUser = defineAction({
  id: 'pagerduty_api_delete_user',
  title: 'Delete a user',
  description:
    'Who is on a schedule, in an escalation policy or has open incidents cannot be deleted; a limited role can be had instead.',
  config: Config,
  input: z.object({
    user,
    ifBlocked: z
      .enum(['fail', 'limit'])
      .default('fail')
      .describe('What to do about who cannot be deleted: fail and say what blocks, or give a role that only reads'),
  }),
  output: z.object({
    result: z.enum(RESULTS),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES).describe('What it was'),
    blockedBy: z.array(z.string()).describe('What stood in the way of the deletion'),
  }),
  effect: 'destructive',
  inverse: {
    action: 'pagerduty_api_create_user',
    input: { email: 'output.email', name: 'output.name', role: 'output.role' },
  },
  idempotent: true,
  permissions: ['users.write', 'schedules.read', 'escalation_policies.read'],
  run: async (ctx, { user, ifBlocked }) => {
    const now = await findUser(ctx, user);
    const gone = { result: 'gone' as const, email: user, name: user, role: 'user' as const, blockedBy: [] };
    if (!now) return noop(gone, 'is gone already');
    const { email, name } = now;
    const output = { email, name, role: z.enum(ROLES).catch('user').parse(now.role) };
    const blockedBy = await blockersOf(ctx, now.id);
    if (blockedBy.length === 0) {
      const answer = await ctx.http.delete('/users/{id}', { params: { id: now.id }, allow: [400] });
      if (answer.ok) return changed({ ...output, result: 'deleted' as const, blockedBy });
      // Incidents are not asked for: PagerDuty says so itself, and moves them where the account is set up so.
      blockedBy.push(JSON.stringify(answer.data).slice(0, 300));
    }
    if (ifBlocked === 'fail')
      throw new ProviderError('conflict', `${email} cannot be deleted: ${blockedBy.join('; ')}`);
    const limited = { ...output, result: 'limited' as const, blockedBy };
    if (now.role === LIMITED) return noop(limited, 'has the limited role already');
    await limit(ctx, now);
    return changed(limited);
  },
});

async function limit({ http }: PagerDuty, { id, name, email }: User): Promise<void> {
  const user = { type: 'user', name, email, role: LIMITED };
  await http.put('/users/{id}', { params: { id }, body: { user }, schema: OneUser });
}
