import { freeze } from './intrinsics.ts';
import type { Group, Idp, User, UserFilter } from './joinery.js';
import { callHost } from './link.ts';
import { all, pages } from './pages.ts';

const users = (filter?: UserFilter) => pages<User>('idp.users', { filter }, 'users');
const groups = (prefix?: string) => pages<Group>('idp.groups', { prefix }, 'groups');
const members = (groupId: string) => pages<User>('idp.members', { groupId }, 'users');

/** The directory: each function is one message to the host, which decides. */
export const idp: Idp = freeze({
  users,
  listUsers: (filter) => all(users(filter)),
  getUser: (id) => callHost('idp.get_user', { id }),
  getUserByEmail: (email) => callHost('idp.get_user_by_email', { email }),
  createUser: (email, firstName = '', lastName = '', source = '') =>
    callHost('idp.create_user', { email, firstName, lastName, source }),
  updateUser: (id, changes) => callHost('idp.update_user', { id, changes }),
  updateUserActive: (id, isActive) => callHost('idp.update_user_active', { id, isActive }),

  groups: () => groups(),
  getGroupsByPrefix: (prefix) => all(groups(prefix)),
  getGroup: (id) => callHost('idp.get_group', { id }),
  getGroupByName: (name) => callHost('idp.get_group_by_name', { name }),
  createGroup: (name, description = '') => callHost('idp.create_group', { name, description }),
  members,
  getGroupMembers: (groupId) => all(members(groupId)),
  getUserGroups: (userId) => callHost('idp.get_user_groups', { userId }),
  addUserToGroup: (userId, groupId, options) =>
    callHost('idp.add_user_to_group', { userId, groupId, expiresAt: options?.expiresAt }),
  removeUserFromGroup: (userId, groupId) => callHost('idp.remove_user_from_group', { userId, groupId }),

  listApplications: () => callHost('idp.list_applications', {}),
  rotateApplicationSecret: (id) => callHost('idp.rotate_application_secret', { id }),

  getFederatedProvider: (id) => callHost('idp.get_federated_provider', { id }),
  getFederatedProviderByName: (name) => callHost('idp.get_federated_provider_by_name', { name }),
  getFederatedUserBySub: (providerId, subject) => callHost('idp.get_federated_user_by_sub', { providerId, subject }),
  getFederatedIdentities: (userId) => callHost('idp.get_federated_identities', { userId }),
  linkFederatedIdentity: (userId, providerId, subject) =>
    callHost('idp.link_federated_identity', { userId, providerId, subject }),
  unlinkFederatedIdentity: (providerId, subject) => callHost('idp.unlink_federated_identity', { providerId, subject }),

  getAccessRequestApprovers: (requestId) => callHost('idp.get_access_request_approvers', { requestId }),
} satisfies Idp);
