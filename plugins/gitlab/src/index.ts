import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { addUserToGroup } from './actions/add-user-to-group.ts';
import { addUserToProject } from './actions/add-user-to-project.ts';
import { createGroup } from './actions/create-group.ts';
import { createUser } from './actions/create-user.ts';
import { deleteGroup } from './actions/delete-group.ts';
import { deleteUser } from './actions/delete-user.ts';
import { disableUser } from './actions/disable-user.ts';
import { enableUser } from './actions/enable-user.ts';
import { issueAddComment } from './actions/issue-add-comment.ts';
import { issueAddLabel } from './actions/issue-add-label.ts';
import { issueAssignUser } from './actions/issue-assign-user.ts';
import { issueClose } from './actions/issue-close.ts';
import { issueCreate } from './actions/issue-create.ts';
import { issueRemoveLabel } from './actions/issue-remove-label.ts';
import { issueReopen } from './actions/issue-reopen.ts';
import { issueUnassignUser } from './actions/issue-unassign-user.ts';
import { notSupported } from './actions/not-supported.ts';
import { removeUserFromGroup } from './actions/remove-user-from-group.ts';
import { removeUserFromProject } from './actions/remove-user-from-project.ts';
import { setRoleInGroup } from './actions/set-role-in-group.ts';
import { setRoleInProject } from './actions/set-role-in-project.ts';
import { group } from './resources/group.ts';
import { Account, Config, Token } from './schemas.ts';

export default definePlugin({
  id: 'gitlab',
  name: 'GitLab',
  version: '1.0.0',
  description: 'Issues that follow access requests, and members of groups and projects at GitLab.',
  category: 'issue-tracking',
  config: Config,
  secrets: {
    token: {
      title: 'Access token',
      description: 'Personal, of a group or of a project, with the scope api.',
    },
  },
  egress: { api: config('url') },
  auth: { api: auth.bearer(secret('token')) },
  rateLimit: { requestsPerSecond: 20, concurrency: 8 },
  check: async ({ http }) => {
    const { data: account } = await http.get('/api/v4/user', { schema: Account });
    const { data: token } = await http.get('/api/v4/personal_access_tokens/self', { schema: Token });
    return { identity: account.username, missing: ['api'].filter((scope) => !token.scopes.includes(scope)) };
  },
  resources: [group],
  actions: [
    issueCreate,
    issueAddComment,
    issueAddLabel,
    issueRemoveLabel,
    issueClose,
    issueReopen,
    issueAssignUser,
    issueUnassignUser,
    addUserToGroup,
    removeUserFromGroup,
    setRoleInGroup,
    addUserToProject,
    removeUserFromProject,
    setRoleInProject,
    createGroup,
    deleteGroup,
    createUser,
    deleteUser,
    disableUser,
    enableUser,
    ...notSupported,
  ],
});
