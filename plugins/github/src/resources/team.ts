import { defineResource } from '@joinery/plugin-sdk';
import { BY_LINK, TEAM } from '../client.ts';
import { Config, TeamMembers, Teams } from '../schemas.ts';

export const team = defineResource({
  type: 'team',
  title: 'Teams',
  config: Config,
  objects: ({ http, config: { org } }, cursor) =>
    http.page('/orgs/{org}/teams', {
      ...BY_LINK,
      params: { org },
      schema: Teams,
      items: (teams) =>
        teams.map(({ id, slug, name, parent }) => ({
          id: slug,
          name,
          attributes: { id, parent: parent?.slug ?? null },
        })),
      cursor,
    }),
  entitlements: async () => ({
    items: [
      { id: 'member', name: 'Member' },
      { id: 'maintainer', name: 'Maintainer' },
    ],
    next: null,
  }),
  // A member of a team below is a grant of that team, and not of this one.
  grants: ({ http, config: { org } }, { id }, cursor) =>
    http.page(`${TEAM}/members`, {
      ...BY_LINK,
      params: { org, team: id },
      schema: TeamMembers,
      items: (members) =>
        members
          .filter(({ inherited }) => !inherited)
          .map(({ id, login, role = 'member' }) => ({
            principal: { id: String(id), username: login },
            entitlement: role,
          })),
      cursor,
    }),
});
