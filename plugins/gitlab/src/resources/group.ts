import { defineResource } from '@joinery/plugin-sdk';
import { levelName, PAGES } from '../client.ts';
import { Config, Groups, LEVEL_NAMES, Members } from '../schemas.ts';

export const group = defineResource({
  type: 'group',
  title: 'Groups',
  config: Config,
  objects: ({ http }, cursor) =>
    http.page('/api/v4/groups', {
      ...PAGES,
      // Those that the token may change: others cannot be brought to what they should be.
      query: { min_access_level: 50, order_by: 'id' },
      schema: Groups,
      items: (groups) =>
        groups.map(({ id, name, full_path, visibility }) => ({
          id: String(id),
          name,
          attributes: { path: full_path, visibility },
        })),
      cursor,
    }),
  entitlements: async () => ({ items: LEVEL_NAMES.map((id) => ({ id, name: `Role ${id}` })), next: null }),
  grants: ({ http }, { id }, cursor) =>
    http.page('/api/v4/groups/{id}/members', {
      ...PAGES,
      params: { id },
      schema: Members,
      items: (members) =>
        members.map((member) => ({
          principal: { id: String(member.id), username: member.username },
          entitlement: levelName(member.access_level),
          ...(member.expires_at ? { expiresAt: `${member.expires_at}T00:00:00Z` } : {}),
        })),
      cursor,
    }),
});
