import { defineAction } from '@joinery/plugin-sdk';

const ONE = 'Keys of Datadog belong to one organisation, which every user of it is in';

const REASONS = {
  delete_user: {
    title: 'Delete a user',
    reason: 'Datadog never deletes a user, it only disables: use datadog_api_disable_user.',
  },
  create_entity: {
    title: 'Create an organisation',
    reason:
      'Datadog answers a new child organisation with its keys, which belong in no log: create it in its settings.',
  },
  delete_entity: {
    title: 'Delete an organisation',
    reason: 'Datadog’s API deletes no organisations; its support does.',
  },
  add_user_to_entity: {
    title: 'Add a user to the organisation',
    reason: `${ONE}: use datadog_api_create_user, and datadog_api_send_invitation.`,
  },
  remove_user_from_entity: {
    title: 'Remove a user from the organisation',
    reason: `${ONE}: use datadog_api_disable_user.`,
  },
  allocate_license: {
    title: 'Allocate a seat',
    reason: 'Datadog has no seats for users; it counts hosts and usage.',
  },
};

/** What a chain may name of any provider, and Datadog has no request for. */
export const notSupported = Object.entries(REASONS).map(([what, { title, reason }]) =>
  defineAction({ id: `datadog_api_${what}`, title, notSupported: reason }),
);
