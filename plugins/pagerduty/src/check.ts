import type { CheckResult } from '@joinery/plugin-sdk/types';
import type { PagerDuty } from './client.ts';
import { Users } from './schemas.ts';

/** A key of the account is nobody's: it is known by what it may read, and by the account that it is told to be of. */
export async function check({ http, config }: PagerDuty): Promise<CheckResult> {
  const query = { query: config.from, limit: 100 };
  const { data } = await http.get('/users', { query, schema: Users });
  const isKnown = data.users.some(({ email }) => email.toLowerCase() === config.from.toLowerCase());
  return { identity: config.subdomain, missing: isKnown ? [] : [`a user ${config.from}, as \`from\` names`] };
}
