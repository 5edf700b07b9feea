import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { startDatadog } from '../../twins/datadog.ts';
import { startGitHub } from '../../twins/github.ts';
import { startPagerDuty } from '../../twins/pagerduty.ts';
import { changesIn, planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('offboarding-cascade');
const datadog = await startDatadog({ apiKey: 'dd-api-key-value', appKey: 'dd-app-key-value' });
const pagerDuty = await startPagerDuty({ token: 'pd-token-value' });
const github = await startGitHub({ org: 'acme', token: 'ghp_owner_value' });
const twins = [datadog, pagerDuty, github];
afterAll(() => Promise.all(twins.map((twin) => twin.close())));

const config = {
  datadog_api_url: datadog.url,
  pagerduty_api_url: pagerDuty.url,
  github_api_url: github.url,
  github_org: 'acme',
};
const secrets = {
  DD_API_KEY: 'dd-api-key-value',
  DD_APP_KEY: 'dd-app-key-value',
  PD_TOKEN: 'pd-token-value',
  GITHUB_TOKEN: 'ghp_owner_value',
};
const trigger = {
  eventType: 'user.deactivated',
  data: { user_email: 'Leaver@example.com', user_attributes: { github_username: 'leaver' } },
};

/** The leaver is at all three, behind more than a page of colleagues whose addresses look alike. */
beforeEach(() => {
  for (const twin of twins) {
    twin.recover();
    twin.seen.splice(0);
  }
  datadog.users.clear();
  pagerDuty.users.clear();
  for (let at = 0; at < 130; at += 1) {
    datadog.add(`not-${at}-leaver@example.com`);
    pagerDuty.add(`not-${at}-leaver@example.com`);
  }
  datadog.add('leaver@example.com');
  pagerDuty.add('leaver@example.com');
  github.members.set('leaver', 'active').set('stayer', 'active');
  github.teams.set('backend', { members: new Map([['leaver', { role: 'member', state: 'active' }]]) });
});

const inDatadog = (email: string) => [...datadog.users.values()].find((user) => user.email === email);
const inPagerDuty = (email: string) => [...pagerDuty.users.values()].find((user) => user.email === email);

describe('the offboarding cascade', () => {
  it('takes away what the leaver has at each provider, and nothing of anybody else', async () => {
    const { planned, written, first, second } = await planAndRunTwice(template, { config, secrets, trigger }, twins);
    expect(written).toEqual([]);
    expect(changesIn(first)).toEqual(changesIn(planned));
    expect(first.counts).toEqual({ changed: 3, noop: 0, skipped: 0, failed: 0 });
    expect(inDatadog('leaver@example.com')).toMatchObject({ isDisabled: true });
    expect([...datadog.users.values()].filter(({ isDisabled }) => isDisabled)).toHaveLength(1);
    expect(inPagerDuty('leaver@example.com')).toBeUndefined();
    expect(pagerDuty.users.size).toBe(130);
    expect([...github.members.keys()]).toEqual(['stayer']);
    expect(github.teams.get('backend')?.members.size).toBe(0);
    expect(second.counts).toEqual({ changed: 0, noop: 3, skipped: 0, failed: 0 });
  });

  it('keeps its keys out of what it leaves behind', async () => {
    const { effects, text, logs } = await template.apply({ config, secrets, trigger });
    const left = JSON.stringify([effects, text, logs]);
    for (const secret of Object.values(secrets)) expect(left).not.toContain(secret);
    expect(left).toContain('{{secrets.DD_API_KEY}}');
  });

  it('asks the others when one refuses, says why, and fails', async () => {
    const user = inPagerDuty('leaver@example.com');
    if (user) user.openIncidents = 2;
    datadog.refuse({ method: 'DELETE', status: 500, body: { errors: ['Internal Server Error'] } });
    const { outcome, text, counts } = await template.apply({ config, secrets, trigger });
    expect(outcome).toMatchObject({ ok: false, kind: 'thrown' });
    expect(counts).toMatchObject({ changed: 1, failed: 2 });
    expect(text).toContain('Datadog answered 500');
    expect(text).toContain('2 incident(s) assigned');
    expect(github.members.has('leaver')).toBe(false);

    datadog.recover();
    if (user) user.openIncidents = 0;
    expect((await template.apply({ config, secrets, trigger })).counts).toMatchObject({ changed: 2, noop: 1 });
  });

  it('waits where a provider says for how long', async () => {
    datadog.limit(1, 1);
    pagerDuty.limit(1, 1);
    expect((await template.apply({ config, secrets, trigger })).counts).toMatchObject({ changed: 3 });
  });

  it('does not wait for longer than a run may take', async () => {
    datadog.limit(600);
    const { text, counts } = await template.apply({ config, secrets, trigger });
    expect(counts).toMatchObject({ changed: 2, failed: 1 });
    expect(text).toContain('Datadog answered 429');
  });

  it('leaves out a provider without secrets, and says so', async () => {
    const { outcome, text, counts } = await template.apply({ config, secrets: {}, trigger });
    expect(outcome.ok).toBe(true);
    expect(counts).toEqual({ changed: 0, noop: 0, skipped: 3, failed: 0 });
    expect(text).toContain('skipped PagerDuty: delete the user (the task has no secret PD_TOKEN)');
  });

  it('finds the GitHub username in the directory when it is run by hand', async () => {
    const attributes = { github_username: 'stayer' };
    await createUser(template.owner, { email: 'stayer@example.com', attributes });
    const byHand = { ...config, trigger_user_email: 'stayer@example.com' };
    expect((await template.apply({ config: byHand, secrets })).counts).toMatchObject({ changed: 1, noop: 2 });
    expect([...github.members.keys()]).toEqual(['leaver']);
  });

  it('goes by the event, whatever a run by hand has left in the config', async () => {
    const left = { ...config, trigger_user_email: 'stayer@example.com', trigger_github_username: 'stayer' };
    await template.apply({ config: left, secrets, trigger });
    expect([...github.members.keys()]).toEqual(['stayer']);
  });

  it('has nobody to offboard without an event or a name', async () => {
    expect((await template.apply({ config, secrets })).text).toContain('nobody to offboard');
  });
});
