import { defineResource } from '@joinery/plugin-sdk';
import { BY_PAGE, teamRole } from '../client.ts';
import { Config, Memberships, Teams } from '../schemas.ts';

export const team = defineResource({
  type: 'team',
  title: 'Teams',
  config: Config,
  objects: ({ http }, cursor) =>
    http.page('/api/v2/team', {
      ...BY_PAGE,
      schema: Teams,
      items: ({ data }) => data.map(({ id, attributes: { name, handle } }) => ({ id, name, attributes: { handle } })),
      cursor,
    }),
  entitlements: async () => ({
    items: [
      { id: 'member', name: 'Member' },
      { id: 'admin', name: 'Admin of the team' },
    ],
    next: null,
  }),
  grants: ({ http }, { id }, cursor) =>
    http.page('/api/v2/team/{id}/memberships', {
      ...BY_PAGE,
      params: { id },
      schema: Memberships,
      items: ({ data, included }) =>
        data.map(({ attributes, relationships }) => {
          const { id } = relationships.user.data;
          const email = included.find((user) => user.id === id)?.attributes.email;
          return { principal: { id, ...(email && { email }) }, entitlement: teamRole(attributes.role) };
        }),
      cursor,
    }),
});
