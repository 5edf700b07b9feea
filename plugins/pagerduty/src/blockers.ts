import { BY_OFFSET, type PagerDuty } from './client.ts';
import { Policies, Schedules } from './schemas.ts';

/** What somebody is on call by, in words: PagerDuty deletes nobody who is on a schedule or in an escalation policy. */
export async function blockersOf({ http }: PagerDuty, userId: string): Promise<string[]> {
  const blockers: string[] = [];
  const schedules = http.pages('/schedules', {
    ...BY_OFFSET,
    schema: Schedules,
    items: ({ schedules }) => schedules,
  });
  for await (const { name, users } of schedules)
    if (users.some(({ id }) => id === userId)) blockers.push(`on the schedule ${name}`);
  const policies = http.pages('/escalation_policies', {
    ...BY_OFFSET,
    query: { 'user_ids[]': userId },
    schema: Policies,
    items: ({ escalation_policies }) => escalation_policies,
  });
  for await (const { name, escalation_rules } of policies)
    if (escalation_rules.some(({ targets }) => targets.some(({ id }) => id === userId)))
      blockers.push(`in the escalation policy ${name}`);
  return blockers;
}
