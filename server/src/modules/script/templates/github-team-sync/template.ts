import type { ScriptTemplateSpec } from '../../script-template.ts';

export const githubTeamSync: ScriptTemplateSpec = {
  name: 'github-team-sync',
  title: 'GitHub team sync',
  description:
    'Keeps GitHub teams as the directory says: the members of the group `github-team:backend` are the members of the team `backend`. Adds, invites and removes; people are known by their attribute `github_username`.',
  category: 'PROVISIONING',
  config: [
    { key: 'github_org', description: 'The organisation, as in github.com/<organisation>.', isRequired: true },
    {
      key: 'group_prefix',
      description: 'What the names of groups begin with that stand for teams; the rest is the slug of the team.',
      defaultValue: 'github-team:',
    },
    {
      key: 'keep_extra_members',
      description: '`true` leaves people in a team who are not in its group.',
      defaultValue: 'false',
    },
    { key: 'github_app_id', description: 'Id of the GitHub App, when one is used instead of a token.' },
    { key: 'github_installation_id', description: 'Id of the installation of the GitHub App in the organisation.' },
    {
      key: 'max_wait_seconds',
      description: "How long one run may wait for GitHub's rate limits, in all.",
      defaultValue: '10',
    },
    {
      key: 'github_api_url',
      description: "Base URL of GitHub's REST API, without a slash at the end.",
      defaultValue: 'https://api.github.com',
    },
  ],
  secrets: [
    { name: 'GITHUB_TOKEN', description: 'A token of an owner of the organisation with the scope `admin:org`.' },
    {
      name: 'GITHUB_APP_PRIVATE_KEY',
      description:
        'Private key of a GitHub App in PEM, with the organisation permission "Members: read and write". It goes before GITHUB_TOKEN.',
    },
  ],
  cronExpression: '0 */2 * * *',
  eventTypes: ['group.member_added', 'group.member_removed'],
  allowedHosts: ['api.github.com'],
};
