import type { ScriptTemplateSpec } from '../../script-template.ts';

export const googleImportUsers: ScriptTemplateSpec = {
  name: 'google-import-users',
  title: 'Google user import',
  description:
    'Creates people by their email addresses and puts them into groups. Who is there already is only put into the groups that they are not in yet.',
  category: 'DIRECTORY',
  config: [
    { key: 'emails', description: 'Whom to import, as a JSON array or separated by commas.', isRequired: true },
    { key: 'user_state', description: '`inactive` creates people who cannot sign in yet.', defaultValue: 'active' },
    { key: 'groups', description: 'Names of groups to put people into, as a JSON array or separated by commas.' },
  ],
  secrets: [],
  cronExpression: null,
  eventTypes: [],
  allowedHosts: [],
};
