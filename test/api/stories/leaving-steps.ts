import type { Provider } from './toolchain.ts';

type Step = [name: string, provider: Provider, action: string, input: object];

const email = { $from: 'subject.email' };
const github = { $from: 'subject.attributes.github_username' };
const slack = { user: { $from: 'steps.find_slack.output.userId' } };

/** What is taken away, at every tool; each is tried whatever became of the others. */
const TAKEN: Step[] = [
  ['github', 'github', 'github_api_remove_user_from_entity', { username: github }],
  ['gitlab_group', 'gitlab', 'gitlab_api_remove_user_from_group', { group: 'acme/backend', username: github }],
  ['gitlab', 'gitlab', 'gitlab_api_disable_user', { username: github }],
  ['datadog_team', 'datadog', 'datadog_api_remove_user_from_group', { team: 'backend', user: email }],
  ['datadog_role', 'datadog', 'datadog_api_remove_user_from_role', { role: 'Standard', user: email }],
  ['datadog', 'datadog', 'datadog_api_disable_user', { user: email }],
  ['on_call', 'pagerduty', 'pagerduty_api_remove_user_from_schedule', { schedule: 'Primary', user: email }],
  ['pagerduty', 'pagerduty', 'pagerduty_api_delete_user', { user: email }],
  ['argo', 'argo-cd', 'argo_cd_api_remove_user_from_group', { project: 'shop', role: 'dev', subject: email }],
  ['find_slack', 'slack', 'slack_api_get_user', { email }],
  ['slack_channel', 'slack', 'slack_api_remove_user_from_channel', { channel: 'C1', ...slack }],
  ['slack_group', 'slack', 'slack_api_remove_user_from_group', { userGroup: 'S1', ...slack }],
];

/** The chain that takes everything away from somebody, and then reads back from each tool that nothing is left. */
export function leavingSteps(connections: Record<Provider, string>): object[] {
  const takes = TAKEN.map(([name, provider, actionType, input]) => ({
    ...{ name, connectionId: connections[provider], actionType, input },
    ...{ onFailure: 'CONTINUE', retry: { maxAttempts: 1 } },
  }));
  const reads = Object.entries(connections).map(([provider, connectionId]) => ({
    ...{ name: `nothing_at_${provider}`.replace('-', '_'), actionType: 'no_grants_left', retry: { maxAttempts: 1 } },
    input: { connectionId, principals: [email, github] },
  }));
  return [...takes, ...reads];
}
