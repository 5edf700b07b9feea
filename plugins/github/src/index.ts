import { auth, config, definePlugin, secret } from '@joinery/plugin-sdk';
import { addOutsideCollaborator } from './actions/add-outside-collaborator.ts';
import { addUserToEntity } from './actions/add-user-to-entity.ts';
import { addUserToGroup } from './actions/add-user-to-group.ts';
import { addUserToRole } from './actions/add-user-to-role.ts';
import { allocateLicense } from './actions/allocate-license.ts';
import { createGroup } from './actions/create-group.ts';
import { deallocateLicense } from './actions/deallocate-license.ts';
import { deleteEntity } from './actions/delete-entity.ts';
import { deleteGroup } from './actions/delete-group.ts';
import { disableUser } from './actions/disable-user.ts';
import { enableUser } from './actions/enable-user.ts';
import { getUser } from './actions/get-user.ts';
import { listGroups } from './actions/list-groups.ts';
import { notSupported } from './actions/not-supported.ts';
import { removeFromRepositories } from './actions/remove-from-repositories.ts';
import { removeOutsideCollaborator } from './actions/remove-outside-collaborator.ts';
import { removeUserFromEntity } from './actions/remove-user-from-entity.ts';
import { removeUserFromGroup } from './actions/remove-user-from-group.ts';
import { removeUserFromRole } from './actions/remove-user-from-role.ts';
import { setRoleInGroup } from './actions/set-role-in-group.ts';
import { transferRepository } from './actions/transfer-repository.ts';
import { check } from './check.ts';
import { organization } from './resources/organization.ts';
import { team } from './resources/team.ts';
import { Config } from './schemas.ts';

const API = { url: config('apiUrl'), headers: { 'X-GitHub-Api-Version': '2022-11-28' } };
const APP = {
  algorithm: 'RS256',
  key: secret('private_key'),
  claims: { iss: config('appId') },
  lifetimeSeconds: 540,
} as const;

export default definePlugin({
  id: 'github',
  name: 'GitHub',
  version: '1.0.0',
  description: 'Members, teams, collaborators and repositories of an organisation at GitHub.',
  category: 'source-control',
  config: Config,
  secrets: {
    token: {
      title: 'Access token',
      description:
        'Of an owner of the organisation: classic with admin:org and repo, or fine-grained. Not with an App.',
      optional: true,
    },
    private_key: {
      title: "The App's private key",
      description: 'In PEM, made in the settings of the GitHub App; with appId and installationId.',
      optional: true,
    },
  },
  egress: { api: API, app: API },
  auth: {
    api: auth.firstOf(
      auth.exchange({
        sign: APP,
        method: 'POST',
        path: '/app/installations/{installationId}/access_tokens',
        tokenAt: 'token',
        expiresAtAt: 'expires_at',
      }),
      auth.bearer(secret('token')),
    ),
    // What GitHub answers to the App itself, and to none of its installations' tokens.
    app: auth.jwt(APP),
  },
  rateLimit: { concurrency: 8 },
  account: ['apiUrl', 'org'],
  check,
  resources: [organization, team],
  actions: [
    addUserToEntity,
    removeUserFromEntity,
    getUser,
    createGroup,
    deleteGroup,
    listGroups,
    addUserToGroup,
    removeUserFromGroup,
    setRoleInGroup,
    addUserToRole,
    removeUserFromRole,
    addOutsideCollaborator,
    removeOutsideCollaborator,
    removeFromRepositories,
    disableUser,
    enableUser,
    transferRepository,
    allocateLicense,
    deallocateLicense,
    deleteEntity,
    ...notSupported,
  ],
});
