import { defineResource } from '@joinery/plugin-sdk';
import { BY_OFFSET } from '../client.ts';
import { Config, Members, Teams } from '../schemas.ts';

export const team = defineResource({
  type: 'team',
  title: 'Teams',
  config: Config,
  objects: ({ http }, cursor) =>
    http.page('/teams', {
      ...BY_OFFSET,
      schema: Teams,
      items: ({ teams }) => teams.map(({ id, name }) => ({ id, name })),
      cursor,
    }),
  entitlements: async () => ({
    items: [
      { id: 'observer', name: 'Observer' },
      { id: 'responder', name: 'Responder' },
      { id: 'manager', name: 'Manager' },
    ],
    next: null,
  }),
  grants: ({ http }, { id }, cursor) =>
    http.page('/teams/{id}/members', {
      ...BY_OFFSET,
      params: { id },
      query: { 'include[]': 'users' },
      schema: Members,
      items: ({ members }) =>
        members.map(({ user, role }) => ({
          principal: { id: user.id, ...(typeof user.email === 'string' && { email: user.email }) },
          entitlement: role,
        })),
      cursor,
    }),
});
