import type { ScriptTemplateSpec } from '../../script-template.ts';

export const directorySyncOnUserCreated: ScriptTemplateSpec = {
  name: 'directory-sync-on-user-created',
  title: 'Directory sync on user creation',
  description:
    'Creates people in another directory over SCIM 2.0 as soon as they are created here; without an event it makes up for those who were missed.',
  category: 'PROVISIONING',
  config: [
    {
      key: 'scim_url',
      description: 'Base URL of the SCIM service: `https://directory.example.com/scim/v2`.',
      isRequired: true,
    },
  ],
  secrets: [{ name: 'SCIM_TOKEN', description: 'Bearer token of the SCIM service.', isRequired: true }],
  cronExpression: '45 2 * * *',
  eventTypes: ['user.created'],
  allowedHosts: [],
};
