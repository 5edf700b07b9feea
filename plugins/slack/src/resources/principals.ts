import { call, type Slack } from '../client.ts';
import { User } from '../schemas.ts';

/** Grants of people whose ids alone Slack lists; who they are is asked for one by one. */
export function grantsOf(ctx: Slack, ids: readonly string[]) {
  return Promise.all(
    ids.map(async (id) => {
      const { user } = await call(ctx, 'users.info', { query: { user: id }, schema: User });
      const { email } = user.profile ?? {};
      return { principal: { id, username: user.name, ...(email ? { email } : {}) }, entitlement: 'member' };
    }),
  );
}
