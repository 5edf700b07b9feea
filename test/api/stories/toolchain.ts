import { startArgoCd } from '../../twins/argo-cd.ts';
import { startDatadog } from '../../twins/datadog.ts';
import { startGitHub } from '../../twins/github.ts';
import { startGitLab } from '../../twins/gitlab.ts';
import { startPagerDuty } from '../../twins/pagerduty.ts';
import { startSlack } from '../../twins/slack.ts';
import type { Tool } from './company.ts';

export const PLUGINS = ['github', 'gitlab', 'datadog', 'pagerduty', 'argo-cd', 'slack'] as const;
export type Provider = (typeof PLUGINS)[number];

const [GITHUB, GITLAB] = ['ghp_of-everything-at-once', 'glpat-of-everything-at-once'];
const [API_KEY, APP_KEY] = ['dd-api-key-of-everything', 'dd-app-key-of-everything'];
const [PAGERDUTY, SLACK] = ['pd-token-of-everything-here', 'xoxb-of-everything-at-once'];

/** Six tools with a team "backend" each. */
export async function startToolchain() {
  const [github, gitlab, datadog] = await Promise.all([
    startGitHub({ org: 'acme', token: GITHUB }),
    startGitLab({ token: GITLAB }),
    startDatadog({ apiKey: API_KEY, appKey: APP_KEY }),
  ]);
  const [pagerduty, argo, slack] = await Promise.all([
    startPagerDuty({ token: PAGERDUTY }),
    startArgoCd(),
    startSlack({ botToken: SLACK, channels: [] }),
  ]);
  const backend = { github: new Map(), gitlab: new Map(), datadog: new Map(), pagerduty: new Map() };
  github.teams.set('backend', { members: backend.github, name: 'Backend' });
  gitlab.groups.set('acme/backend', { id: 7, name: 'backend', fullPath: 'acme/backend', members: backend.gitlab });
  datadog.roles.set('r1', { id: 'r1', name: 'Standard', permissions: [] });
  datadog.teams.set('t1', {
    id: 't1',
    handle: 'backend',
    name: 'Backend',
    description: null,
    members: backend.datadog,
  });
  pagerduty.add('owner@example.com').role = 'owner';
  pagerduty.teams.set('PT1', { id: 'PT1', name: 'Backend', description: null, members: backend.pagerduty });
  pagerduty.schedules.set('PS1', {
    ...{ id: 'PS1', name: 'Primary', time_zone: 'Etc/UTC', overrides: [] },
    schedule_layers: [{ name: 'Days', users: [] }],
  });
  slack.channels.set('C1', { name: 'backend', members: new Set() });
  slack.userGroups.set('S1', { name: 'Backend', handle: 'backend', users: new Set() });

  /** Everywhere in the team, and on call. */
  const hire = (name: string) => {
    const email = `${name}@example.com`;
    github.logins.set(name, 'User');
    github.members.set(name, 'active');
    backend.github.set(name, { role: 'member', state: 'active' });
    const id = gitlab.users.size + 100;
    gitlab.users.set(id, { id, username: name, email, state: 'active' });
    backend.gitlab.set(id, 30);
    const user = datadog.add(email, name);
    user.roles.add('r1');
    backend.datadog.set(user.id, null);
    const responder = pagerduty.add(email, name);
    backend.pagerduty.set(responder.id, 'responder');
    pagerduty.schedules
      .get('PS1')
      ?.schedule_layers[0]?.users.push({ user: { id: responder.id, type: 'user_reference' } });
    const roles = argo.projects.get('shop')?.spec.roles;
    roles?.find((role) => role.name === 'dev')?.groups?.push(email);
    slack.users.set(`U-${name}`, { name, email });
    slack.channels.get('C1')?.members.add(`U-${name}`);
    slack.userGroups.get('S1')?.users.add(`U-${name}`);
  };
  const tools: Record<Provider, Tool> = {
    github: { config: { org: 'acme', apiUrl: github.url }, secrets: { token: GITHUB } },
    gitlab: { config: { url: gitlab.url }, secrets: { token: GITLAB } },
    datadog: {
      config: { organization: 'Acme', apiUrl: datadog.url },
      secrets: { api_key: API_KEY, application_key: APP_KEY },
    },
    pagerduty: {
      config: { subdomain: 'acme', from: 'owner@example.com', apiUrl: pagerduty.url },
      secrets: { token: PAGERDUTY },
    },
    'argo-cd': argo,
    slack: { config: { apiUrl: slack.url }, secrets: { bot_token: SLACK } },
  };
  const stop = async () => {
    await Promise.all([...[github, gitlab, datadog, pagerduty, slack].map((twin) => twin.close()), argo.stop()]);
  };
  return { github, gitlab, datadog, pagerduty, argo, slack, tools, hire, stop };
}

export type Toolchain = Awaited<ReturnType<typeof startToolchain>>;
