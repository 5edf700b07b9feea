import type { ScriptTemplateSpec } from '../../script-template.ts';

export const deactivateInactiveUsers: ScriptTemplateSpec = {
  name: 'deactivate-inactive-users',
  title: 'Deactivate inactive users',
  description:
    'Deactivates who has not signed in for a number of days. Plan it first, and give the task a removal cap.',
  category: 'OFFBOARDING',
  config: [
    { key: 'inactive_days', description: 'Days without a sign-in.', defaultValue: '90' },
    { key: 'excluded_emails', description: 'Addresses to leave alone, as a JSON array or separated by commas.' },
    {
      key: 'excluded_groups',
      description: 'Groups whose members are left alone, as a JSON array or separated by commas.',
    },
  ],
  secrets: [],
  cronExpression: '0 4 * * *',
  eventTypes: [],
  allowedHosts: [],
};
