import type { ScriptTemplateSpec } from '../../script-template.ts';

export const accessRequestLogger: ScriptTemplateSpec = {
  name: 'access-request-logger',
  title: 'Access request logger',
  description:
    'Writes every step in the life of an access request as a line of JSON, into the log of the run and to a log collector.',
  category: 'REPORTING',
  config: [
    { key: 'log_url', description: 'Where lines are posted to; without it, they stand in the log of the run only.' },
  ],
  secrets: [{ name: 'LOG_TOKEN', description: 'Bearer token of the log collector, if it wants one.' }],
  cronExpression: null,
  eventTypes: [
    'access_request.submitted',
    'access_request.approved',
    'access_request.denied',
    'access_request.expired',
    'access_request.revoked',
    'access_request.escalated',
  ],
  allowedHosts: [],
};
