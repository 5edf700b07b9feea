/**
 * How an action is told: what was done, what was tried where it failed, and to what. `{target}` is the thing's name,
 * `{person}` whom it happened to, `{place}` the group or application of a membership or role, and any other name a
 * detail. Without `tried`, the action says by itself how it came out.
 */
export interface Wording {
  readonly done: string;
  readonly tried?: string;
  readonly to: string;
  /** It is not meant to change anything, so that it is not told that nothing was changed. */
  readonly isLook?: boolean;
}

const did = (done: string, tried: string, to: string): Wording => ({ done, tried, to });
const looked = (done: string, tried: string, to: string): Wording => ({ done, tried, to, isLook: true });
const told = (done: string, to = ''): Wording => ({ done, to });

/** What is made, changed and deleted in the plain way, by the word that people have for it. */
const PLAIN: Record<string, string> = {
  group: 'the group',
  application: 'the application',
  integration: 'the integration',
  task: 'the task',
  action_chain: 'the chain',
  connection: 'the connection',
  federated_provider: 'the sign-in provider',
};

const plain = Object.entries(PLAIN).flatMap(([noun, words]) => [
  [`${noun}.created`, did('created', 'create', `${words} {target}`)] as const,
  [`${noun}.updated`, did('changed', 'change', `${words} {target}`)] as const,
  [`${noun}.deleted`, did('deleted', 'delete', `${words} {target}`)] as const,
]);

const DIRECTORY: Record<string, Wording> = {
  'user.created': did('created', 'create', '{person}'),
  'user.updated': did('changed', 'change', '{person}'),
  'user.deleted': did('deleted', 'delete', '{person}'),
  'user.activated': did('activated', 'activate', '{person}'),
  'user.deactivated': did('deactivated', 'deactivate', '{person}'),
  'user.password_set': did('set', 'set', 'the password of {person}'),
  'user.password_changed': did('changed', 'change', 'their password'),
  'user.sessions_ended': did('ended', 'end', 'the sessions of {person}'),
  'group.member_added': did('added', 'add', '{person} to {place}'),
  'group.member_removed': did('removed', 'remove', '{person} from {place}'),
  'group.member_expiry_changed': did('changed', 'change', 'when {person} leaves {place}'),
  'application.secret_rotated': did('made', 'make', 'a new secret for the application {target}'),
  'app_mapping.created': did('gave', 'give', '{person} the role {role} in {place}'),
  'app_mapping.updated': did('changed', 'change', 'the role of {person} in {place} to {role}'),
  'app_mapping.deleted': did('took', 'take', 'the role {role} in {place} from {person}'),
  'user_import.planned': looked('looked', 'look', 'at what an import of people would change'),
  'user_import.applied': did('imported', 'import', 'people'),
  'federated_identity.linked': did('linked', 'link', '{target}'),
  'federated_identity.unlinked': did('unlinked', 'unlink', '{target}'),
};

const ACCESS: Record<string, Wording> = {
  'login.success': told('signed in'),
  'login.failed': told('could not sign in'),
  'login.code_requested': told('was asked for a code to sign in'),
  'session.ended': did('ended', 'end', 'a session of {person}'),
  'session.refresh_token_reused': told('showed a used-up sign-in', 'again; the session was ended'),
  'mfa.enrollment_begun': told('began to set up', 'a second factor'),
  'mfa.enrolled': did('set up', 'set up', 'a second factor'),
  'mfa.unenrolled': did('removed', 'remove', 'a second factor of {person}'),
  'api_token.created': did('made', 'make', 'the API token {target}'),
  'api_token.revoked': did('revoked', 'revoke', 'the API token {target}'),
  'tenant.created': did('created', 'create', 'the organisation {target}'),
  'tenant.updated': did('changed', 'change', 'the settings of {target}'),
  'tenant.attribute_schema_set': did('changed', 'change', 'what is known of people'),
  'audit.exported': told('exported', 'the audit log'),
  'message.created': did('wrote', 'write', 'the message “{target}”'),
  'message.cancelled': did('cancelled', 'cancel', 'the message “{target}”'),
  'message.sent': told('sent', 'the message “{target}” to {to}'),
  'message.failed': told('could not send', 'the message “{target}” to {to}'),
};

const AUTOMATION: Record<string, Wording> = {
  'integration.disabled': did('switched off', 'switch off', 'the integration {target}'),
  'integration.secrets_set': did('set', 'set', 'secrets of the integration {target}'),
  'integration.signing_secret_rotated': did('replaced', 'replace', 'the signing secret of {target}'),
  'integration.signing_secret_shown': told('looked at', 'the signing secret of {target}'),
  'integration.test_sent': did('sent', 'send', 'a test event to {target}'),
  'delivery.retried': did('retried', 'retry', 'a delivery of {target}'),
  'delivery.cancelled': did('cancelled', 'cancel', 'a delivery of {target}'),
  'delivery.recovered': did('retried', 'retry', 'failed deliveries of {target}'),
  'delivery.replayed': did('sent', 'send', 'what {target} had missed'),
  'task.config_set': did('changed', 'change', 'the configuration of the task {target}'),
  'task.secrets_set': did('set', 'set', 'secrets of the task {target}'),
  'task.http_request': did('sent', 'send', 'the request {request}'),
  'task_run.created': did('started', 'start', 'the task {target}'),
  'task_run.cancelled': did('cancelled', 'cancel', 'a run of {target}'),
  'task_run.confirmed': did('confirmed', 'confirm', 'a run of {target}'),
  'task_run.rejected': did('rejected', 'reject', 'a run of {target}'),
  'action_flow.started': did('started', 'start', 'the flow {target}'),
  'action_flow.cancelled': did('cancelled', 'cancel', 'the flow {target}'),
  'action_flow.question_closed': did('replaced', 'replace', 'the buttons of the step {step} of {target}'),
  'action_flow.compensated': did('undid', 'undo', 'the flow {target}'),
  'action_flow.callback_received': told('heard back', 'for the step {step} of {target}'),
  'action_flow.step_performed': did('performed', 'perform', 'the step {step} of {target}'),
  'action_flow.step_approved': did('approved', 'approve', 'the step {step} of {target}'),
  'action_flow.step_rejected': did('rejected', 'reject', 'the step {step} of {target}'),
  'action_flow.step_confirmed': did('confirmed', 'confirm', 'the step {step} of {target}'),
  'action_flow.step_retried': did('retried', 'retry', 'the step {step} of {target}'),
  'action_flow.step_skipped': did('skipped', 'skip', 'the step {step} of {target}'),
};

const EXTENSION: Record<string, Wording> = {
  'connection.tested': looked('tested', 'test', 'the connection {target}'),
  'connection.secrets_set': did('replaced', 'replace', 'secrets of the connection {target}'),
  'connection.grants_read': told('read', 'who has access at {target}'),
  'connection.press_refused': told('refused', 'a press of a button at {target}'),
  'connection.failing': told('found', 'that the connection {target} does not work'),
  'connection.recovered': told('found', 'that the connection {target} works again'),
  'action.run': did('ran', 'run', 'an action at {target}'),
  'plugin.installed': did('installed', 'install', 'the plugin {target}'),
  'plugin.upgraded': did('upgraded', 'upgrade', 'the plugin {target}'),
  'plugin.uninstalled': did('uninstalled', 'uninstall', 'the plugin {target}'),
  'installation.updated': did('changed', 'change', 'how {target} is kept up to date'),
  'plugin_version.published': did('published', 'publish', '{target}'),
  'plugin_version.approved': did('approved', 'approve', '{target}'),
  'plugin_version.rejected': did('rejected', 'reject', '{target}'),
  'plugin_version.revoked': did('revoked', 'revoke', '{target}'),
  'plugin_version.yanked': did('took back', 'take back', '{target}'),
  'publisher.trusted': did('trusted', 'trust', 'the publisher {target}'),
  'publisher.distrusted': did('no longer trusts', 'stop trusting', 'the publisher {target}'),
  'publisher.created': did('registered', 'register', 'the publisher {target}'),
  'publisher_key.registered': did('registered', 'register', 'the publishing key {target}'),
  'publisher_key.verified': did('verified', 'verify', 'the publishing key {target}'),
  'publisher_key.revoked': did('revoked', 'revoke', 'the publishing key {target}'),
};

export const WORDINGS: Readonly<Record<string, Wording>> = {
  ...Object.fromEntries(plain),
  ...DIRECTORY,
  ...ACCESS,
  ...AUTOMATION,
  ...EXTENSION,
};
