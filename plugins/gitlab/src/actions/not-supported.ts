import { defineAction } from '@joinery/plugin-sdk';

const ENTITY = 'a connection is to one GitLab, and its API neither makes nor deletes another; use groups.';
const ROLES =
  'GitLab’s roles are access levels that are there already, and one is held of a group or a project: give the role there.';

const REASONS = {
  create_entity: { title: 'Create an instance', reason: ENTITY },
  delete_entity: { title: 'Delete an instance', reason: ENTITY },
  add_user_to_entity: {
    title: 'Add a person to an instance',
    reason: 'being in a GitLab means having an account: create the user.',
  },
  remove_user_from_entity: {
    title: 'Remove a person from an instance',
    reason: 'being in a GitLab means having an account: block or delete the user.',
  },
  create_role: { title: 'Create a role', reason: ROLES },
  delete_role: { title: 'Delete a role', reason: ROLES },
  add_user_to_role: { title: 'Give a role', reason: ROLES },
  remove_user_from_role: { title: 'Take a role', reason: ROLES },
  allocate_license: {
    title: 'Allocate a seat',
    reason: 'a seat is taken by being a member, with more than the guest’s role: add the person to a group.',
  },
};

/** What a chain may name of any provider, and GitLab has no request for. */
export const notSupported = Object.entries(REASONS).map(([what, { title, reason }]) =>
  defineAction({ id: `gitlab_api_${what}`, title, notSupported: reason }),
);
