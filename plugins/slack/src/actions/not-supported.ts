import { defineAction } from '@joinery/plugin-sdk';

const ACCOUNTS = 'Slack’s Web API does not manage accounts of a workspace; its SCIM API does: use the SCIM plugin.';
const ROLES = 'Slack’s roles are given in the workspace’s settings; its Web API gives them on Enterprise Grid alone.';
const WORKSPACES = 'Slack’s Web API manages workspaces on Enterprise Grid alone, with a token of the organisation.';

const REASONS = {
  create_entity: { title: 'Create a workspace', reason: WORKSPACES },
  delete_entity: { title: 'Delete a workspace', reason: WORKSPACES },
  add_user_to_entity: { title: 'Invite to the workspace', reason: WORKSPACES },
  remove_user_from_entity: { title: 'Remove from the workspace', reason: WORKSPACES },
  create_user: { title: 'Create an account', reason: ACCOUNTS },
  disable_user: { title: 'Deactivate an account', reason: ACCOUNTS },
  delete_user: { title: 'Delete an account', reason: ACCOUNTS },
  create_role: { title: 'Create a role', reason: ROLES },
  delete_role: { title: 'Delete a role', reason: ROLES },
  add_user_to_role: { title: 'Give a role', reason: ROLES },
  remove_user_from_role: { title: 'Take a role', reason: ROLES },
  allocate_license: {
    title: 'Allocate a seat',
    reason: 'every active account is a seat: Slack has no request for it.',
  },
};

/** What a chain may name of any provider, and Slack’s Web API has no request for. */
export const notSupported = Object.entries(REASONS).map(([what, { title, reason }]) =>
  defineAction({ id: `slack_api_${what}`, title, notSupported: reason }),
);
