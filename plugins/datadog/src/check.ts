import type { CheckResult } from '@joinery/plugin-sdk/types';
import type { Datadog } from './client.ts';
import { Users } from './schemas.ts';

/** A permission that only a write needs cannot be asked for: what is tried is what everything begins with. */
const PROBES = { user_access_read: '/api/v2/roles', teams_read: '/api/v2/team' };

export async function check({ http, config }: Datadog): Promise<CheckResult> {
  const query = { 'page[size]': 1 };
  await http.get('/api/v2/users', { query, schema: Users });
  const missing: string[] = [];
  for (const [permission, path] of Object.entries(PROBES)) {
    const answer = await http.get(path, { query, allow: [403] });
    if (!answer.ok) missing.push(permission);
  }
  return { identity: config.organization, missing };
}
