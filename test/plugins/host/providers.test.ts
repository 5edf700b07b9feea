import { afterAll, describe, expect, test } from 'vitest';
import argoCd from '../../../plugins/argo-cd/src/index.ts';
import datadog from '../../../plugins/datadog/src/index.ts';
import github from '../../../plugins/github/src/index.ts';
import gitlab from '../../../plugins/gitlab/src/index.ts';
import pagerduty from '../../../plugins/pagerduty/src/index.ts';
import scim from '../../../plugins/scim/src/index.ts';
import slack from '../../../plugins/slack/src/index.ts';
import {
  checkPluginConnection,
  type PluginActionRun,
  runPluginAction,
} from '../../../server/src/plugins/host/index.ts';
import { startSandbox } from '../../sandbox/setup/sandbox.ts';
import { argoCdTwin } from '../../twins/argo-cd.ts';
import { datadogTwin } from '../../twins/datadog-plugin.ts';
import { githubTwin } from '../../twins/github-plugin.ts';
import { gitlabTwin } from '../../twins/gitlab-plugin.ts';
import { pagerdutyTwin } from '../../twins/pagerduty-plugin.ts';
import { scimTwin } from '../../twins/scim-plugin.ts';
import { slackTwin } from '../../twins/slack-plugin.ts';
import { buildPlugin, openHostServices, secretsOf } from './setup.ts';

const services = openHostServices();
const sandbox = await startSandbox();

const PROVIDERS = [
  { plugin: github, harness: githubTwin, action: 'github_api_create_group' },
  { plugin: gitlab, harness: gitlabTwin, action: 'gitlab_issue_create' },
  { plugin: datadog, harness: datadogTwin, action: 'datadog_api_add_user_to_group' },
  { plugin: pagerduty, harness: pagerdutyTwin, action: 'pagerduty_api_create_group' },
  { plugin: argoCd, harness: argoCdTwin, action: 'argo_cd_api_add_user_to_role' },
  { plugin: slack, harness: slackTwin, action: 'slack_approval' },
  { plugin: scim, harness: scimTwin(), action: 'scim_api_add_user_to_group' },
] as const;

describe.each(PROVIDERS)('$plugin.name, built and in the sandbox', async ({ plugin, harness, action }) => {
  const twin = await harness.start();
  afterAll(twin.stop);
  const { code, digest, manifest } = await buildPlugin(plugin.id, plugin as Parameters<typeof buildPlugin>[1]);
  const run = {
    tenantId: 'tenant-1',
    runId: 'run-1',
    bundle: { code, digest },
    manifest,
    config: twin.config,
    secrets: secretsOf(twin.secrets),
    connectionKey: `connection-of-${plugin.id}`,
    timeoutMs: 10_000,
  };

  test('says who its connection is', async () => {
    expect(await checkPluginConnection(services, sandbox, run)).toMatchObject({ ok: true, missing: [] });
  });

  test('plans, and then does what it planned', async () => {
    const scenario = twin.scenarios[action]?.fresh;
    const input = (scenario && 'input' in scenario ? scenario.input : {}) as PluginActionRun['input'];
    const planned = await runPluginAction(services, sandbox, { ...run, action, input, mode: 'plan' });
    expect(planned).toMatchObject({ outcome: 'planned', effects: [{ isPlanned: true, status: null }] });
    const done = await runPluginAction(services, sandbox, { ...run, action, input, mode: 'apply' });
    expect(done).toMatchObject({ outcome: 'changed', effects: [{ url: planned.effects[0]?.url, isPlanned: false }] });
  });
});
