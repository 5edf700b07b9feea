import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { addUserToGroup } from './actions/add-user-to-group.ts';
import { createGroup } from './actions/create-group.ts';
import { createUser } from './actions/create-user.ts';
import { deleteGroup } from './actions/delete-group.ts';
import { deleteUser } from './actions/delete-user.ts';
import { disableUser, enableUser } from './actions/enable-user.ts';
import { getUser } from './actions/get-user.ts';
import { listGroups } from './actions/list-groups.ts';
import { listUsers } from './actions/list-users.ts';
import { notSupported } from './actions/not-supported.ts';
import { removeUserFromGroup } from './actions/remove-user-from-group.ts';
import { updateGroup } from './actions/update-group.ts';
import { updateUser } from './actions/update-user.ts';
import { addUserToRole, allocateLicense, releaseLicense, removeUserFromRole } from './actions/values-of-a-user.ts';
import { check } from './check.ts';
import { group } from './resources/group.ts';
import { Config } from './schemas.ts';

export default definePlugin({
  id: 'scim',
  name: 'SCIM',
  version: '1.0.0',
  description: 'Users and groups of any service that takes them over SCIM 2.0.',
  category: 'identity',
  config: Config,
  secrets: {
    token: {
      title: 'Token',
      description: "Made where the service's provisioning is switched on; it may read and write users and groups.",
      optional: true,
    },
    password: { title: 'Password', description: 'Beside `user`, where there is no token.', optional: true },
  },
  egress: { api: config('url') },
  auth: { api: auth.firstOf(auth.bearer(secret('token')), auth.basic(config('user'), secret('password'))) },
  rateLimit: { requestsPerSecond: 10, concurrency: 4 },
  check,
  resources: [group],
  actions: [
    createUser,
    updateUser,
    disableUser,
    enableUser,
    deleteUser,
    getUser,
    listUsers,
    createGroup,
    updateGroup,
    deleteGroup,
    listGroups,
    addUserToGroup,
    removeUserFromGroup,
    addUserToRole,
    removeUserFromRole,
    allocateLicense,
    releaseLicense,
    ...notSupported,
  ],
});
