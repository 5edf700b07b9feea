import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { addUserToGroup } from './actions/add-user-to-group.ts';
import { addUserToRole } from './actions/add-user-to-role.ts';
import { createGroup } from './actions/create-group.ts';
import { createRole } from './actions/create-role.ts';
import { createUser } from './actions/create-user.ts';
import { deleteGroup } from './actions/delete-group.ts';
import { deleteRole } from './actions/delete-role.ts';
import { disableUser } from './actions/disable-user.ts';
import { enableUser } from './actions/enable-user.ts';
import { getUser } from './actions/get-user.ts';
import { notSupported } from './actions/not-supported.ts';
import { removeUserFromGroup } from './actions/remove-user-from-group.ts';
import { removeUserFromRole } from './actions/remove-user-from-role.ts';
import { sendInvitation } from './actions/send-invitation.ts';
import { setRoleInGroup } from './actions/set-role-in-group.ts';
import { updateUser } from './actions/update-user.ts';
import { check } from './check.ts';
import { role } from './resources/role.ts';
import { team } from './resources/team.ts';
import { Config } from './schemas.ts';

export default definePlugin({
  id: 'datadog',
  name: 'Datadog',
  version: '1.0.0',
  description: 'Users, roles and teams of an organisation at Datadog.',
  category: 'monitoring',
  config: Config,
  secrets: {
    api_key: { title: 'API key', description: 'Organization settings, API keys.' },
    application_key: {
      title: 'Application key',
      description:
        'Of a service account: scopes user_access_read, user_access_invite, user_access_manage, teams_read, teams_manage.',
    },
  },
  egress: { api: config('apiUrl') },
  auth: {
    api: auth.headers({ 'DD-API-KEY': secret('api_key'), 'DD-APPLICATION-KEY': secret('application_key') }),
  },
  rateLimit: { requestsPerSecond: 10, concurrency: 4 },
  account: ['apiUrl', 'organization'],
  check,
  resources: [role, team],
  actions: [
    createUser,
    disableUser,
    enableUser,
    updateUser,
    getUser,
    sendInvitation,
    createRole,
    deleteRole,
    addUserToRole,
    removeUserFromRole,
    createGroup,
    deleteGroup,
    addUserToGroup,
    removeUserFromGroup,
    setRoleInGroup,
    ...notSupported,
  ],
});
