import type { ScriptTemplateSpec } from '../../script-template.ts';

export const googleWorkspaceSync: ScriptTemplateSpec = {
  name: 'google-workspace-sync',
  title: 'Google Workspace sync',
  description:
    'Brings the people of a Google Workspace domain into the directory, links them to their Google accounts, puts them into groups, and deactivates who is gone, if wanted.',
  category: 'DIRECTORY',
  config: [
    { key: 'domain', description: 'The domain of the Google Workspace.', isRequired: true },
    {
      key: 'provider_id',
      description:
        'The federated provider to link people to; without it they are known by their email addresses alone.',
    },
    { key: 'user_state', description: '`inactive` creates people who cannot sign in yet.', defaultValue: 'active' },
    { key: 'groups', description: 'Names of groups to put people into, as a JSON array or separated by commas.' },
    { key: 'excluded_emails', description: 'Addresses to leave alone, as a JSON array or separated by commas.' },
    {
      key: 'deactivate_missing',
      description: '`true` deactivates people of the domain whom Google does not list any more.',
      defaultValue: 'false',
    },
  ],
  secrets: [
    {
      name: 'SERVICE_ACCOUNT_KEY',
      description:
        'JSON key file of a service account with domain-wide delegation for the Directory API, read-only, and in it as `subject` the address of the administrator to act for.',
      isRequired: true,
    },
  ],
  cronExpression: '0 3 * * *',
  eventTypes: [],
  allowedHosts: ['oauth2.googleapis.com', 'admin.googleapis.com'],
};
