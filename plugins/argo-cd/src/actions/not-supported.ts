import { defineAction } from '@joinery/plugin-sdk';

const ROLES =
  'A role of Argo CD is the rules that it has, which belong under review: write them into the policy or the project.';
const ONE = 'An installation of Argo CD has no organisations, and no people but its local accounts';

const REASONS = {
  create_token: {
    title: 'Create a token',
    reason: 'Argo CD answers a token in the clear, which belongs in no log: an administrator creates it.',
  },
  create_role: { title: 'Create a role', reason: ROLES },
  delete_role: { title: 'Delete a role', reason: ROLES },
  create_group: { title: 'Create a role of a project', reason: ROLES },
  delete_group: { title: 'Delete a role of a project', reason: ROLES },
  create_entity: { title: 'Create an organisation', reason: `${ONE}.` },
  delete_entity: { title: 'Delete an organisation', reason: `${ONE}.` },
  add_user_to_entity: { title: 'Add a user to the organisation', reason: `${ONE}: use argo_cd_api_create_user.` },
  remove_user_from_entity: { title: 'Remove from the organisation', reason: `${ONE}: use argo_cd_api_delete_user.` },
  allocate_license: { title: 'Allocate a license', reason: 'Argo CD is free software and has no licenses.' },
};

/** What a chain may name of any provider, and this plugin does not do for. */
export const notSupported = Object.entries(REASONS).map(([what, { title, reason }]) =>
  defineAction({ id: `argo_cd_api_${what}`, title, notSupported: reason }),
);
