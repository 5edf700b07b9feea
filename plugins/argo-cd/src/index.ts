import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { addUserToGroup } from './actions/add-user-to-group.ts';
import { addUserToRole } from './actions/add-user-to-role.ts';
import { createGroup } from './actions/create-group.ts';
import { createRole } from './actions/create-role.ts';
import { createRoleToken } from './actions/create-role-token.ts';
import { createToken } from './actions/create-token.ts';
import { createUser } from './actions/create-user.ts';
import { deleteGroup } from './actions/delete-group.ts';
import { deleteRole } from './actions/delete-role.ts';
import { deleteUser } from './actions/delete-user.ts';
import { disableUser } from './actions/disable-user.ts';
import { enableUser } from './actions/enable-user.ts';
import { notSupported } from './actions/not-supported.ts';
import { removeUserFromGroup } from './actions/remove-user-from-group.ts';
import { removeUserFromRole } from './actions/remove-user-from-role.ts';
import { revokeRoleTokenAction } from './actions/revoke-role-token.ts';
import { revokeToken } from './actions/revoke-token.ts';
import { check } from './check.ts';
import { projectRole } from './resources/project-role.ts';
import { Config } from './schemas.ts';

export default definePlugin({
  id: 'argo-cd',
  name: 'Argo CD',
  version: '1.0.0',
  description: 'Who holds which role in Argo CD and in its projects, and its local accounts.',
  category: 'deployment',
  config: Config,
  secrets: {
    argo_token: { title: 'Token of Argo CD', description: 'Of a local account that may update projects and accounts.' },
    kubernetes_token: {
      title: 'Token of Kubernetes',
      description:
        'Of a service account that may get and update argocd-rbac-cm and argocd-cm, and keep and remove Secrets in tokenNamespace.',
    },
  },
  egress: { argo: config('argoUrl'), kubernetes: { url: config('kubernetesUrl'), ca: config('kubernetesCa') } },
  auth: { argo: auth.bearer(secret('argo_token')), kubernetes: auth.bearer(secret('kubernetes_token')) },
  rateLimit: { concurrency: 2 },
  account: ['argoUrl'],
  check,
  resources: [projectRole],
  actions: [
    createRole,
    deleteRole,
    addUserToRole,
    removeUserFromRole,
    createGroup,
    deleteGroup,
    addUserToGroup,
    removeUserFromGroup,
    createUser,
    deleteUser,
    disableUser,
    enableUser,
    createToken,
    revokeToken,
    createRoleToken,
    revokeRoleTokenAction,
    ...notSupported,
  ],
});
