import { defineResource } from '@joinery/plugin-sdk';
import { BY_PAGE } from '../client.ts';
import { Config, Roles, Users } from '../schemas.ts';

export const role = defineResource({
  type: 'role',
  title: 'Roles',
  config: Config,
  objects: ({ http }, cursor) =>
    http.page('/api/v2/roles', {
      ...BY_PAGE,
      schema: Roles,
      items: ({ data }) => data.map(({ id, attributes }) => ({ id, name: attributes.name })),
      cursor,
    }),
  entitlements: async () => ({ items: [{ id: 'member', name: 'Holds the role' }], next: null }),
  grants: ({ http }, { id }, cursor) =>
    http.page('/api/v2/roles/{id}/users', {
      ...BY_PAGE,
      params: { id },
      schema: Users,
      items: ({ data }) =>
        data.map((user) => ({ principal: { id: user.id, email: user.attributes.email }, entitlement: 'member' })),
      cursor,
    }),
});
