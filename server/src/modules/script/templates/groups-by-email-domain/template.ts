import type { ScriptTemplateSpec } from '../../script-template.ts';

export const groupsByEmailDomain: ScriptTemplateSpec = {
  name: 'groups-by-email-domain',
  title: 'Groups by email domain',
  description: 'Puts people into groups by the domain of their email address: whom an event tells of, or everybody.',
  category: 'DIRECTORY',
  config: [
    {
      key: 'domain_groups',
      description: 'Groups by domain, as JSON: `{"example.com": ["employees"]}`.',
      isRequired: true,
    },
  ],
  secrets: [],
  cronExpression: '30 2 * * *',
  eventTypes: ['user.created'],
  allowedHosts: [],
};
