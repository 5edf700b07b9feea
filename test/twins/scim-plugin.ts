import type { RunningTwin, TwinHarness } from '@joinery/plugin-sdk/testing';
import { asRunningTwin } from './running-twin.ts';
import { type ScimQuirks, type ScimTwin, startScim } from './scim.ts';

const TOKEN = 'scim-token-of-the-twin-alone';
const USERS = 12;
const GROUPS = 7;

/** A service of these habits, and a connection to it in the dialect that it takes. */
export function scimTwin(quirks: ScimQuirks = {}, dialect = 'standard'): TwinHarness {
  return { start: async () => (await startScimForPlugin(quirks, dialect)).running };
}

/** 12 users and 7 groups, of which five fill a page. */
export async function startScimForPlugin(
  quirks: ScimQuirks = {},
  dialect = 'standard',
): Promise<{ scim: ScimTwin; running: RunningTwin }> {
  const scim = await startScim({ token: TOKEN });
  Object.assign(scim.quirks, { mostItems: 5, ...quirks });
  const running = asRunningTwin(scim, {
    config: { url: `${scim.url}/scim/v2`, dialect },
    secrets: { token: TOKEN },
    scenarios: SCENARIOS,
    resources: { group: { objects: GROUPS, grants: USERS + 1 } },
    fill: () => fill(scim),
  });
  return { scim, running };
}

function fill({ users, groups }: ScimTwin): void {
  users.clear();
  groups.clear();
  for (const name of ['ada', 'bob', 'eve']) {
    const userName = `${name}@example.com`;
    users.set(`id-${name}`, {
      id: `id-${name}`,
      userName,
      active: name !== 'eve',
      name: { givenName: name },
      emails: [{ value: userName, primary: true }],
      roles: [{ value: 'reader' }],
      entitlements: [{ value: 'seat' }],
      department: 'kept',
    });
  }
  while (users.size < USERS) {
    const id = `id-${users.size}`;
    users.set(id, { id, userName: `dev-${users.size}@example.com`, active: true });
  }
  const group = (displayName: string, members: string[] = []) => {
    const id = `group-${groups.size}`;
    groups.set(id, { id, displayName, members: members.map((value) => ({ value })) });
  };
  group('Everybody', [...users.keys()]);
  group('Backend', ['id-ada']);
  while (groups.size < GROUPS) group(`Group ${groups.size}`);
}

const input = (values: Record<string, unknown>) => ({ input: values });
const none = (why: string) => ({ none: why });
const of = (name: string, more = {}) => input({ user: `${name}@example.com`, ...more });

const SCENARIOS: RunningTwin['scenarios'] = {
  scim_api_create_user: {
    fresh: input({ userName: 'new@example.com', email: 'new@example.com', givenName: 'New' }),
    already: input({ userName: 'ADA@example.com' }),
    missing: none('it names nothing that is there'),
  },
  scim_api_update_user: {
    fresh: of('ada', { givenName: 'Ada', displayName: 'Ada L.', email: 'ada.l@example.com' }),
    already: of('ada', { givenName: 'ada' }),
    missing: of('nobody', { givenName: 'Nobody' }),
  },
  scim_api_disable_user: { fresh: of('ada'), already: of('eve'), missing: of('nobody') },
  scim_api_enable_user: { fresh: of('eve'), already: of('ada'), missing: of('nobody') },
  scim_api_delete_user: { fresh: of('eve'), already: of('nobody'), missing: of('nobody') },
  scim_api_get_user: { fresh: of('ada'), missing: of('nobody') },
  scim_api_list_users: { fresh: input({}) },
  scim_api_list_groups: { fresh: input({}) },
  scim_api_create_group: {
    fresh: input({ displayName: 'Frontend' }),
    already: input({ displayName: 'backend' }),
    missing: none('it names nothing that is there'),
  },
  scim_api_update_group: {
    fresh: input({ group: 'Backend', displayName: 'Servers' }),
    already: input({ group: 'Backend', displayName: 'Backend' }),
    missing: input({ group: 'Nothing', displayName: 'Something' }),
  },
  scim_api_delete_group: {
    fresh: input({ group: 'Backend' }),
    already: input({ group: 'Nothing' }),
    missing: input({ group: 'Nothing' }),
  },
  scim_api_add_user_to_group: {
    fresh: of('bob', { group: 'Backend' }),
    already: of('ada', { group: 'Backend' }),
    missing: of('bob', { group: 'Nothing' }),
  },
  scim_api_remove_user_from_group: {
    fresh: of('ada', { group: 'Backend' }),
    already: of('bob', { group: 'Backend' }),
    missing: of('bob', { group: 'Nothing' }),
  },
  scim_api_add_user_to_role: {
    fresh: of('ada', { role: 'writer' }),
    already: of('ada', { role: 'reader' }),
    missing: of('nobody', { role: 'reader' }),
  },
  scim_api_remove_user_from_role: {
    fresh: of('ada', { role: 'reader' }),
    already: of('ada', { role: 'writer' }),
    missing: of('nobody', { role: 'reader' }),
  },
  scim_api_allocate_license: {
    fresh: of('ada', { license: 'desk' }),
    already: of('ada', { license: 'seat' }),
    missing: of('nobody', { license: 'seat' }),
  },
  scim_api_release_license: {
    fresh: of('ada', { license: 'seat' }),
    already: of('ada', { license: 'desk' }),
    missing: of('nobody', { license: 'seat' }),
  },
};
