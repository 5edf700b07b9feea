import { defineAction } from '@joinery/plugin-sdk';

const ROLES = 'PagerDuty has a fixed set of roles: use pagerduty_api_add_user_to_role.';
const ONE = 'A key of PagerDuty belongs to one account, which every user of it is in';

const REASONS = {
  disable_user: {
    title: 'Disable a user',
    reason:
      'PagerDuty disables nobody: delete the user, or use pagerduty_api_delete_user with ifBlocked "limit" for a role that only reads.',
  },
  create_role: { title: 'Create a role', reason: ROLES },
  delete_role: { title: 'Delete a role', reason: ROLES },
  create_entity: {
    title: 'Create an account',
    reason: 'PagerDuty’s API makes no accounts; one is made by signing up.',
  },
  delete_entity: { title: 'Delete an account', reason: 'PagerDuty’s API deletes no accounts; the owner does.' },
  add_user_to_entity: { title: 'Add a user to the account', reason: `${ONE}: use pagerduty_api_create_user.` },
  remove_user_from_entity: {
    title: 'Remove a user from the account',
    reason: `${ONE}: use pagerduty_api_delete_user.`,
  },
  allocate_license: {
    title: 'Allocate a license',
    reason: 'PagerDuty allocates a license by the role of a user: use pagerduty_api_add_user_to_role.',
  },
};

/** What a chain may name of any provider, and PagerDuty has no request for. */
export const notSupported = Object.entries(REASONS).map(([what, { title, reason }]) =>
  defineAction({ id: `pagerduty_api_${what}`, title, notSupported: reason }),
);
