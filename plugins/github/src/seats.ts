import type { GitHub } from './client.ts';
import { Seat } from './schemas.ts';

/** `ending`: taken, and there until the billing cycle is over. */
export async function seatOf({ http, config: { org } }: GitHub, username: string): Promise<'held' | 'ending' | 'none'> {
  const answer = await http.get('/orgs/{org}/members/{username}/copilot', {
    params: { org, username },
    schema: Seat,
    allow: [404],
  });
  if (!answer.ok) return 'none';
  return answer.data.pending_cancellation_date ? 'ending' : 'held';
}
