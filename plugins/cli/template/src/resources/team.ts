import { defineResource } from '@joinery/plugin-sdk';
import { MemberPage, TeamPage } from '../schemas.ts';

const paging = { by: 'cursor', param: 'after', at: 'next' } as const;

export const team = defineResource({
  type: 'team',
  title: 'Teams',
  objects: ({ http }, cursor) =>
    http.page('/api/teams', { schema: TeamPage, items: ({ items }) => items, paging, cursor }),
  entitlements: async () => ({ items: [{ id: 'member', name: 'Member' }], next: null }),
  grants: ({ http }, { id }, cursor) =>
    http.page('/api/teams/{id}/members', {
      params: { id },
      schema: MemberPage,
      items: ({ items }) => items.map((principal) => ({ principal, entitlement: 'member' })),
      paging,
      cursor,
    }),
});
