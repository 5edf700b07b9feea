import { defineAction } from '@joinery/plugin-sdk';

const ROLES = 'SCIM gives users roles, and makes none: roles are made in the service itself.';
const ONE = 'The token of a SCIM service is for one tenant of it';

const REASONS = {
  create_role: { title: 'Create a role', reason: ROLES },
  delete_role: { title: 'Delete a role', reason: ROLES },
  create_entity: { title: 'Create a tenant', reason: 'SCIM knows no tenants of a service.' },
  delete_entity: { title: 'Delete a tenant', reason: 'SCIM knows no tenants of a service.' },
  add_user_to_entity: { title: 'Add a user to a tenant', reason: `${ONE}: use scim_api_create_user.` },
  remove_user_from_entity: { title: 'Remove a user from a tenant', reason: `${ONE}: use scim_api_delete_user.` },
};

/** What a chain may name of any provider, and SCIM has no request for. */
export const notSupported = Object.entries(REASONS).map(([what, { title, reason }]) =>
  defineAction({ id: `scim_api_${what}`, title, notSupported: reason }),
);
