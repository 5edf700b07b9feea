import { defineAction } from '@joinery/plugin-sdk';

const ONE = 'An installation of Argo CD has no organisations, and no people but its local accounts';

const REASONS = {
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
