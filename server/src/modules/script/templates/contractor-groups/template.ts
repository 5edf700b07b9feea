import type { ScriptTemplateSpec } from '../../script-template.ts';

export const contractorGroups: ScriptTemplateSpec = {
  name: 'contractor-groups',
  title: 'Contractor groups',
  description:
    "Puts people with an email address of the contractors' domain into the contractors' groups, for a time if wanted: whom an event tells of, or all of them.",
  category: 'DIRECTORY',
  config: [
    {
      key: 'contractor_domain',
      description: 'Domain of the email addresses of contractors.',
      defaultValue: 'contractor.example.com',
    },
    {
      key: 'groups',
      description: 'Names of the groups, as a JSON array or separated by commas.',
      defaultValue: 'contractors, limited-access',
    },
    {
      key: 'expires_after_days',
      description:
        'Days from the creation of the account after which the memberships end; not at all when it is left out.',
    },
  ],
  secrets: [],
  cronExpression: '0 2 * * *',
  eventTypes: ['user.created'],
  allowedHosts: [],
};
