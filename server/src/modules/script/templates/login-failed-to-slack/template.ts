import type { ScriptTemplateSpec } from '../../script-template.ts';

export const loginFailedToSlack: ScriptTemplateSpec = {
  name: 'login-failed-to-slack',
  title: 'Login failed to Slack',
  description: 'Tells a Slack channel of failed logins, over an incoming webhook or as a bot.',
  category: 'SECURITY',
  config: [
    { key: 'slack_channel', description: 'Channel to post to as a bot; an incoming webhook has its own.' },
    {
      key: 'ignored_reasons',
      description: 'Reasons of failed logins that are not worth a message, as a JSON array or separated by commas.',
    },
    {
      key: 'slack_api_url',
      description: "Base URL of Slack's Web API, without a slash at the end.",
      defaultValue: 'https://slack.com/api',
    },
  ],
  secrets: [
    { name: 'SLACK_WEBHOOK_URL', description: 'URL of an incoming webhook.' },
    { name: 'SLACK_BOT_TOKEN', description: 'Token of a bot with the scope `chat:write`, when there is no webhook.' },
  ],
  cronExpression: null,
  eventTypes: ['login.failed'],
  allowedHosts: ['hooks.slack.com', 'slack.com'],
};
