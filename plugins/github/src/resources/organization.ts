import { defineResource } from '@joinery/plugin-sdk';
import { Accounts, Config, ORG_ROLES, Organization } from '../schemas.ts';

const NAMES = { member: 'Member', admin: 'Owner' };

/** Who is in the organisation. People who are only invited hold nothing yet. */
export const organization = defineResource({
  type: 'organization',
  title: 'Members of the organisation',
  config: Config,
  objects: async ({ http, config: { org } }) => {
    const { data } = await http.get('/orgs/{org}', { params: { org }, schema: Organization });
    return { items: [{ id: data.login, name: data.login }], next: null };
  },
  entitlements: async () => ({ items: ORG_ROLES.map((id) => ({ id, name: NAMES[id] })), next: null }),
  // A member says nothing of the role: each has a list of its own, one after another.
  grants: async ({ http }, { id: org }, cursor) => {
    const [role = 'admin', at = null] = cursor?.split(':') ?? [];
    const page = await http.page('/orgs/{org}/members', {
      params: { org },
      query: { role },
      paging: { by: 'page', size: 100 },
      schema: Accounts,
      items: (members) =>
        members.map(({ id, login }) => ({ principal: { id: String(id), username: login }, entitlement: role })),
      cursor: at,
    });
    if (page.next) return { items: page.items, next: `${role}:${page.next}` };
    return { items: page.items, next: role === 'admin' ? 'member' : null };
  },
});
