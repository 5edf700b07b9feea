import { defineAction } from '@joinery/plugin-sdk';

const ROLES =
  'GitHub’s REST API makes no roles of an organisation; Enterprise Cloud makes them in its settings. Use the roles member and admin, or teams.';

const REASONS = {
  create_entity: {
    title: 'Create an organisation',
    reason: 'GitHub’s REST API makes no organisations; an owner makes one at github.com/organizations/new.',
  },
  create_user: {
    title: 'Create an account',
    reason: 'People make their own accounts at GitHub; invite them. Managed users come by SCIM: use the SCIM plugin.',
  },
  delete_user: {
    title: 'Delete an account',
    reason: 'An account belongs to the person who made it; remove the person from the organisation instead.',
  },
  create_role: { title: 'Create a role', reason: ROLES },
  delete_role: { title: 'Delete a role', reason: ROLES },
};

/** What a chain may name of any provider, and GitHub has no request for. */
export const notSupported = Object.entries(REASONS).map(([what, { title, reason }]) =>
  defineAction({ id: `github_api_${what}`, title, notSupported: reason }),
);
