import type { ScriptTemplateSpec } from '../script-template.ts';
import { accessRequestLogger } from './access-request-logger/template.ts';
import { argocdRbacPolicy } from './argocd-rbac-policy/template.ts';
import { contractorGroups } from './contractor-groups/template.ts';
import { deactivateInactiveUsers } from './deactivate-inactive-users/template.ts';
import { directorySyncOnUserCreated } from './directory-sync-on-user-created/template.ts';
import { exportUserReport } from './export-user-report/template.ts';
import { githubTeamSync } from './github-team-sync/template.ts';
import { googleImportUsers } from './google-import-users/template.ts';
import { googleWorkspaceSync } from './google-workspace-sync/template.ts';
import { groupsByEmailDomain } from './groups-by-email-domain/template.ts';
import { ldapUserSync } from './ldap-user-sync/template.ts';
import { loginFailedToSlack } from './login-failed-to-slack/template.ts';
import { offboardingCascade } from './offboarding-cascade/template.ts';
import { proxySessionEnded } from './proxy-session-ended/template.ts';
import { rotateAppSecrets } from './rotate-app-secrets/template.ts';

/** Every folder here, in the order in which they are offered. */
export const SCRIPT_TEMPLATES: readonly ScriptTemplateSpec[] = [
  githubTeamSync,
  argocdRbacPolicy,
  offboardingCascade,
  contractorGroups,
  groupsByEmailDomain,
  googleImportUsers,
  googleWorkspaceSync,
  ldapUserSync,
  directorySyncOnUserCreated,
  deactivateInactiveUsers,
  proxySessionEnded,
  rotateAppSecrets,
  loginFailedToSlack,
  exportUserReport,
  accessRequestLogger,
];
