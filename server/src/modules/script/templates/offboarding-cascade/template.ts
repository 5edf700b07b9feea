import type { ScriptTemplateSpec } from '../../script-template.ts';

export const offboardingCascade: ScriptTemplateSpec = {
  name: 'offboarding-cascade',
  title: 'Offboarding cascade',
  description:
    'Takes everything away from who was deactivated: disables them in Datadog, deletes them from PagerDuty, and ends their membership of the GitHub organisation. A provider without secrets is left out.',
  category: 'OFFBOARDING',
  config: [
    { key: 'github_org', description: 'The GitHub organisation to remove people from.' },
    {
      key: 'trigger_user_email',
      description: 'Whom to offboard when the task is run by hand; an event says it by itself.',
    },
    {
      key: 'trigger_github_username',
      description: 'Their GitHub username, where the attribute `github_username` does not say it.',
    },
    {
      key: 'datadog_api_url',
      description: "Base URL of Datadog's API, which differs by site, without a slash at the end.",
      defaultValue: 'https://api.datadoghq.com',
    },
    {
      key: 'pagerduty_api_url',
      description: "Base URL of PagerDuty's REST API, without a slash at the end.",
      defaultValue: 'https://api.pagerduty.com',
    },
    {
      key: 'github_api_url',
      description: "Base URL of GitHub's REST API, without a slash at the end.",
      defaultValue: 'https://api.github.com',
    },
  ],
  secrets: [
    { name: 'DD_API_KEY', description: 'API key of Datadog.' },
    { name: 'DD_APP_KEY', description: 'Application key of Datadog with the scope `user_access_manage`.' },
    { name: 'PD_TOKEN', description: 'REST API key of PagerDuty that may write.' },
    { name: 'GITHUB_TOKEN', description: 'A token of an owner of the GitHub organisation with the scope `admin:org`.' },
  ],
  cronExpression: null,
  eventTypes: ['user.deactivated'],
  allowedHosts: ['api.datadoghq.com', 'api.pagerduty.com', 'api.github.com'],
};
