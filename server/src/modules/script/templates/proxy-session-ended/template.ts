import type { ScriptTemplateSpec } from '../../script-template.ts';

export const proxySessionEnded: ScriptTemplateSpec = {
  name: 'proxy-session-ended',
  title: 'Proxy session ended',
  description:
    'Deactivates the account of who signs out of an application behind the proxy, for contractors who work one session at a time.',
  category: 'OFFBOARDING',
  config: [
    {
      key: 'deactivate_on_session_end',
      description: '`true` deactivates; without it, nothing happens.',
      defaultValue: 'false',
    },
    { key: 'allowed_email_domain', description: 'Only people with an email address of this domain.' },
  ],
  secrets: [],
  cronExpression: null,
  eventTypes: ['proxy.session_ended'],
  allowedHosts: [],
};
