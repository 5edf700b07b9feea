import type { RunningTwin, TwinHarness } from '@joinery/plugin-sdk/testing';
import { type PagerDutyTwin, startPagerDuty } from './pagerduty.ts';
import { newId, type Reference } from './pagerduty-state.ts';
import { asRunningTwin } from './running-twin.ts';

const TOKEN = 'pagerduty-key-of-the-twin-alone';
const USERS = 120;
const TEAMS = 103;
const [START, END] = ['2027-01-04T09:00:00Z', '2027-01-05T09:00:00Z'];

export const pagerdutyTwin: TwinHarness = { start: async () => (await startPagerDutyForPlugin()).running };

/** 120 users of whom ada and bob are on call, 103 teams. */
export async function startPagerDutyForPlugin(): Promise<{ pagerduty: PagerDutyTwin; running: RunningTwin }> {
  const pagerduty = await startPagerDuty({ token: TOKEN });
  const running = asRunningTwin(pagerduty, {
    config: { subdomain: 'acme', from: 'owner@example.com', apiUrl: pagerduty.url },
    secrets: { token: TOKEN },
    scenarios: SCENARIOS,
    resources: { team: { objects: TEAMS, grants: USERS + 1 } },
    fill: () => fill(pagerduty),
  });
  return { pagerduty, running };
}

function fill({ users, teams, schedules, policies, add }: PagerDutyTwin): void {
  for (const state of [users, teams, schedules, policies]) state.clear();
  const reference = (email: string, name: string): Reference => ({ id: add(email, name).id, type: 'user_reference' });
  add('owner@example.com', 'Owner').role = 'owner';
  const [ada, bob] = [reference('ada@example.com', 'Ada'), reference('bob@example.com', 'Bob')];
  const eve = add('eve@example.com', 'Eve');
  while (users.size < USERS) add(`dev-${users.size}@example.com`);
  const team = (name: string, members: [string, string][] = []) => {
    const id = newId();
    teams.set(id, { id, name, description: null, members: new Map(members) });
  };
  team(
    'Everybody',
    [...users.keys()].map((id) => [id, 'responder']),
  );
  team('Backend', [[ada.id, 'manager']]);
  for (let at = teams.size; at < TEAMS; at += 1) team(`Team ${at}`);
  const primary = {
    ...{ id: newId(), name: 'Primary', time_zone: 'Etc/UTC' },
    schedule_layers: [{ name: 'Days', users: [{ user: ada }, { user: bob }] }],
    overrides: [{ id: 'Q1OVERRIDE', start: START, end: END, user: { id: eve.id, type: 'user_reference' } }],
  };
  schedules.set(primary.id, primary);
  const policyId = newId();
  const rule = { id: newId(), escalation_delay_in_minutes: 30, targets: [ada, bob] };
  policies.set(policyId, { id: policyId, name: 'Default', escalation_rules: [rule] });
}

const input = (values: Record<string, unknown>) => ({ input: values });
const none = (why: string) => ({ none: why });
const of = (name: string, more = {}) => input({ ...more, user: `${name}@example.com` });
const primary = { schedule: 'Primary' };
const times = { start: START, end: END };

const SCENARIOS: RunningTwin['scenarios'] = {
  pagerduty_api_create_user: {
    fresh: input({ email: 'new@example.com', name: 'New' }),
    already: input({ email: 'Ada@example.com', name: 'Ada' }),
    missing: none('it names nothing that is there'),
  },
  pagerduty_api_delete_user: { fresh: of('eve'), already: of('nobody'), missing: of('nobody') },
  pagerduty_api_update_user: {
    fresh: of('ada', { name: 'Ada L.' }),
    already: of('ada', { name: 'Ada' }),
    missing: of('nobody', { name: 'Nobody' }),
  },
  pagerduty_api_get_user: { fresh: of('ada'), missing: of('nobody') },
  pagerduty_api_add_user_to_role: {
    fresh: of('ada', { role: 'admin' }),
    already: of('ada', { role: 'user' }),
    missing: of('nobody', { role: 'admin' }),
  },
  pagerduty_api_remove_user_from_role: {
    fresh: of('ada', { role: 'user' }),
    already: of('ada', { role: 'admin' }),
    missing: of('nobody', { role: 'user' }),
  },
  pagerduty_api_create_group: {
    fresh: input({ name: 'Frontend' }),
    already: input({ name: 'backend' }),
    missing: none('it names nothing that is there'),
  },
  pagerduty_api_delete_group: {
    fresh: input({ team: 'Backend' }),
    already: input({ team: 'Nothing' }),
    missing: input({ team: 'PNOTHING' }),
  },
  pagerduty_api_add_user_to_group: {
    fresh: of('bob', { team: 'Backend' }),
    already: of('ada', { team: 'Backend' }),
    missing: of('bob', { team: 'Nothing' }),
  },
  pagerduty_api_remove_user_from_group: {
    fresh: of('ada', { team: 'Backend' }),
    already: of('bob', { team: 'Backend' }),
    missing: of('bob', { team: 'Nothing' }),
  },
  pagerduty_api_create_schedule: {
    fresh: input({ name: 'Secondary', users: ['bob@example.com'], start: START }),
    already: input({ name: 'primary', users: ['bob@example.com'], start: START }),
    missing: input({ name: 'Secondary', users: ['nobody@example.com'], start: START }),
  },
  pagerduty_api_delete_schedule: {
    fresh: input(primary),
    already: input({ schedule: 'Nothing' }),
    missing: input({ schedule: 'PNOTHING' }),
  },
  pagerduty_api_add_user_to_schedule: {
    fresh: of('eve', primary),
    already: of('ada', primary),
    missing: of('eve', { ...primary, layer: 'Nights' }),
  },
  pagerduty_api_remove_user_from_schedule: {
    fresh: of('ada', primary),
    already: of('eve', primary),
    missing: of('ada', { schedule: 'Nothing' }),
  },
  pagerduty_api_create_override: {
    fresh: of('bob', { ...primary, ...times }),
    already: of('eve', { ...primary, ...times }),
    missing: of('bob', { schedule: 'Nothing', ...times }),
  },
  pagerduty_api_delete_override: {
    fresh: input({ ...primary, overrideId: 'Q1OVERRIDE' }),
    already: input({ ...primary, overrideId: 'Q0OVERRIDE' }),
    missing: input({ schedule: 'Nothing', overrideId: 'Q1OVERRIDE' }),
  },
  pagerduty_api_add_user_to_escalation_policy: {
    fresh: of('eve', { policy: 'Default' }),
    already: of('ada', { policy: 'default' }),
    missing: of('eve', { policy: 'Default', level: 2 }),
  },
  pagerduty_api_remove_user_from_escalation_policy: {
    fresh: of('ada', { policy: 'Default' }),
    already: of('eve', { policy: 'Default' }),
    missing: of('ada', { policy: 'Nothing' }),
  },
};
