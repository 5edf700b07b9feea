import type { ScriptTemplateSpec } from '../../script-template.ts';

export const exportUserReport: ScriptTemplateSpec = {
  name: 'export-user-report',
  title: 'User report',
  description: 'Sends a report of all users with their groups and last sign-ins to a webhook, for access reviews.',
  category: 'REPORTING',
  config: [
    { key: 'report_url', description: 'Where the report goes, in parts, as JSON.', isRequired: true },
    { key: 'users_per_request', description: 'How many users a part holds.', defaultValue: '500' },
    {
      key: 'inactive_days',
      description: 'Days without a sign-in after which a user is counted as dormant.',
      defaultValue: '90',
    },
    {
      key: 'without_groups',
      description: '`true` leaves out the groups of every user, which is faster.',
      defaultValue: 'false',
    },
  ],
  secrets: [{ name: 'REPORT_TOKEN', description: 'Bearer token of the receiver, if it wants one.' }],
  cronExpression: '0 6 * * 1',
  eventTypes: [],
  allowedHosts: [],
};
