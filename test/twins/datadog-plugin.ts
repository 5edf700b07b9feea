import { randomUUID } from 'node:crypto';
import type { RunningTwin, TwinHarness } from '@joinery/plugin-sdk/testing';
import { type DatadogTwin, startDatadog } from './datadog.ts';
import { asRunningTwin } from './running-twin.ts';

const KEYS = { apiKey: 'dd-api-key-of-the-twin-alone', appKey: 'dd-app-key-of-the-twin-alone' };
const USERS = 130;
const ROLES = 105;
const TEAMS = 102;

export const datadogTwin: TwinHarness = { start: async () => (await startDatadogForPlugin()).running };

/** 130 users of whom ada is in the team backend and reads only, 105 roles and 102 teams. */
export async function startDatadogForPlugin(): Promise<{ datadog: DatadogTwin; running: RunningTwin }> {
  const datadog = await startDatadog(KEYS);
  const running = asRunningTwin(datadog, {
    config: { organization: 'Acme', apiUrl: datadog.url },
    secrets: { api_key: KEYS.apiKey, application_key: KEYS.appKey },
    scenarios: SCENARIOS,
    resources: { role: { objects: ROLES, grants: USERS + 1 }, team: { objects: TEAMS, grants: USERS + 2 } },
    fill: () => fill(datadog),
  });
  return { datadog, running };
}

function fill({ users, roles, teams, add }: DatadogTwin): void {
  for (const state of [users, roles, teams]) state.clear();
  const role = (name: string) => {
    const made = { id: randomUUID(), name, permissions: [randomUUID()] };
    roles.set(made.id, made);
    return made.id;
  };
  const team = (handle: string, members: [string, 'admin' | null][] = []) => {
    const made = { id: randomUUID(), handle, name: `Team ${handle}`, description: null, members: new Map(members) };
    teams.set(made.id, made);
  };
  const [standard, readOnly] = [role('Standard'), role('Read Only')];
  for (let at = roles.size; at < ROLES; at += 1) role(`Custom ${at}`);
  const not = add('not-ada@example.com');
  const ada = add('ada@example.com', 'Ada');
  const bob = add('bob@example.com', 'Bob');
  Object.assign(add('late@example.com'), { status: 'Pending' });
  Object.assign(add('gone@example.com'), { status: 'Disabled', isDisabled: true });
  while (users.size < USERS) add(`dev-${users.size}@example.com`);
  for (const user of users.values()) user.roles.add(standard);
  ada.roles.add(readOnly);
  team(
    'everybody',
    [...users.keys()].map((id) => [id, null]),
  );
  team('backend', [
    [not.id, null],
    [ada.id, 'admin'],
  ]);
  for (let at = teams.size; at < TEAMS; at += 1) team(`team-${at}`);
  bob.title = 'Engineer';
}

const input = (values: Record<string, unknown>) => ({ input: values });
const of = (name: string, more = {}) => input({ user: name.includes('@') ? name : `${name}@example.com`, ...more });
const none = (why: string) => ({ none: why });

const SCENARIOS: RunningTwin['scenarios'] = {
  datadog_api_create_user: {
    fresh: input({ email: 'new@example.com', name: 'New', roles: ['standard'] }),
    already: input({ email: 'Ada@example.com' }),
    missing: input({ email: 'new@example.com', roles: ['Nothing'] }),
  },
  datadog_api_disable_user: { fresh: of('ada'), already: of('gone'), missing: of('nobody') },
  datadog_api_enable_user: { fresh: of('gone'), already: of('ada'), missing: of('nobody') },
  datadog_api_update_user: {
    fresh: of('ada', { name: 'Ada L.' }),
    already: of('ada', { name: 'Ada' }),
    missing: of('nobody', { name: 'Nobody' }),
  },
  datadog_api_get_user: { fresh: of('ada'), missing: of('nobody') },
  datadog_api_send_invitation: { fresh: of('late'), already: of('ada'), missing: of('nobody') },
  datadog_api_create_role: {
    fresh: input({ name: 'Auditor' }),
    already: input({ name: 'standard' }),
    missing: none('it names nothing that is there'),
  },
  datadog_api_delete_role: {
    fresh: input({ role: 'Read Only' }),
    already: input({ role: 'Nothing' }),
    missing: input({ role: randomUUID() }),
  },
  datadog_api_add_user_to_role: {
    fresh: of('bob', { role: 'Read Only' }),
    already: of('ada', { role: 'read only' }),
    missing: of('bob', { role: 'Nothing' }),
  },
  datadog_api_remove_user_from_role: {
    fresh: of('ada', { role: 'Read Only' }),
    already: of('bob', { role: 'Read Only' }),
    missing: of('ada', { role: 'Nothing' }),
  },
  datadog_api_create_group: {
    fresh: input({ handle: 'frontend', name: 'Frontend' }),
    already: input({ handle: 'backend', name: 'Backend' }),
    missing: none('it names nothing that is there'),
  },
  datadog_api_delete_group: {
    fresh: input({ team: 'backend' }),
    already: input({ team: 'nothing' }),
    missing: input({ team: randomUUID() }),
  },
  datadog_api_add_user_to_group: {
    fresh: of('bob', { team: 'backend' }),
    already: of('ada', { team: 'backend' }),
    missing: of('bob', { team: 'nothing' }),
  },
  datadog_api_remove_user_from_group: {
    fresh: of('ada', { team: 'backend' }),
    already: of('bob', { team: 'backend' }),
    missing: of('bob', { team: 'nothing' }),
  },
  datadog_api_set_role_in_group: {
    fresh: of('ada', { team: 'backend', role: 'member' }),
    already: of('ada', { team: 'backend', role: 'admin' }),
    missing: of('bob', { team: 'backend', role: 'admin' }),
  },
};
