import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { addGroupMember, removeGroupMember } from '../../../server/src/modules/group/index.ts';
import { deactivateUser } from '../../../server/src/modules/user/index.ts';
import { startGitHub } from '../../twins/github.ts';
import { changesIn, githubUser, groupOf, planAndRunTwice, startTemplate } from './setup.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const template = await startTemplate('github-team-sync');
const { owner } = template;
const github = await startGitHub({
  org: 'acme',
  token: 'ghp_owner',
  app: { id: '4711', publicKey, installationId: 99 },
});
afterAll(() => github.close());

const config = { github_org: 'acme', github_api_url: github.url };
const secrets = { GITHUB_TOKEN: 'ghp_owner' };

const people = {
  ada: await githubUser(owner, 'Ada-L'),
  bob: await githubUser(owner, 'bob'),
  ghost: await githubUser(owner, 'ghost'),
  nameless: await githubUser(owner, null),
};
const backend = await groupOf(owner, 'github-team:backend', Object.values(people));

function team(slug: string) {
  const members = github.teams.get(slug)?.members ?? new Map();
  return Object.fromEntries([...members].map(([login, { state }]) => [login, state]));
}

/** Ada and 120 others are in the organisation, Bob is not yet; nobody at GitHub is called ghost. */
beforeEach(() => {
  github.recover();
  github.seen.splice(0);
  github.logins.clear();
  github.members.clear();
  github.teams.clear();
  for (const login of ['ada-l', ...Array.from({ length: 120 }, (_, at) => `old-${at}`)]) {
    github.logins.set(login, 'User');
    github.members.set(login, 'active');
  }
  github.logins.set('bob', 'User');
  github.teams.set('backend', { members: new Map() });
});

describe('the GitHub team sync', () => {
  it('adds who is in the group and invites who is not in the organisation', async () => {
    const { planned, written, first, second } = await planAndRunTwice(template, { config, secrets }, [github]);
    expect(written).toEqual([]);
    expect(changesIn(planned)).toHaveLength(3);
    expect(team('backend')).toEqual({ 'ada-l': 'active', bob: 'pending' });
    expect(first.counts).toEqual({ changed: 2, noop: 0, skipped: 1, failed: 1 });
    expect(first.text).toContain('changed backend: add bob (invited, not accepted yet)');
    expect(first.text).toContain('failed backend: add ghost (GitHub answered 404: Not Found)');
    expect(first.text).toContain('nameless@example.com (has no attribute github_username)');
    expect(changesIn(planned)).toEqual(first.effects.map(({ summary }) => summary));
    expect(second.counts).toEqual({ changed: 0, noop: 2, skipped: 1, failed: 1 });
  });

  it('removes who is not in the group, over all pages, and withdraws invitations', async () => {
    for (let at = 0; at < 120; at += 1) {
      github.teams.get('backend')?.members.set(`old-${at}`, { role: 'member', state: 'active' });
    }
    github.teams.get('backend')?.members.set('invited', { role: 'member', state: 'pending' });
    github.teams.get('backend')?.members.set('from-below', { role: 'member', state: 'active', inherited: true });
    const { written, first, second } = await planAndRunTwice(template, { config, secrets }, [github]);
    expect(written).toEqual([]);
    expect(first.counts).toMatchObject({ changed: 2 + 121 });
    expect(team('backend')).toEqual({ 'ada-l': 'active', bob: 'pending', 'from-below': 'active' });
    expect(second.counts.changed).toBe(0);
    expect(first.effects.filter(({ isRemoval }) => isRemoval)).toHaveLength(121);
  });

  it('goes on after what GitHub takes for no person', async () => {
    github.logins.set('acme-bots', 'Organization');
    const bots = await githubUser(owner, 'acme-bots');
    await addGroupMember(owner, { groupId: backend.id, userId: bots.id });
    const { text, counts } = await template.apply({ config, secrets });
    expect(text).toContain('add acme-bots (GitHub answered 422: Cannot add an organization as a member.)');
    expect(counts).toMatchObject({ changed: 2, failed: 2 });
    await removeGroupMember(owner, { groupId: backend.id, userId: bots.id });
  });

  it('leaves extra members when told to', async () => {
    github.teams.get('backend')?.members.set('old-1', { role: 'maintainer', state: 'active' });
    await template.apply({ config: { ...config, keep_extra_members: 'true' }, secrets });
    expect(team('backend')).toHaveProperty('old-1', 'active');
  });

  it('works as a GitHub App, in a plan as well', async () => {
    const app = { ...config, github_app_id: '4711', github_installation_id: '99' };
    const options = { config: app, secrets: { GITHUB_APP_PRIVATE_KEY: pem } };
    const { planned, written, first } = await planAndRunTwice(template, options, [github]);
    expect(written).toEqual([]);
    expect(changesIn(planned)).toHaveLength(3);
    expect(team('backend')).toEqual({ 'ada-l': 'active', bob: 'pending' });
    expect(JSON.stringify([planned, first])).not.toMatch(/ghs_[0-9a-f]{36}/);
  });

  it('goes on with other teams when one is missing, or is not ours to change', async () => {
    github.teams.delete('backend');
    github.teams.set('platform', { members: new Map(), isSynchronized: true });
    github.teams.set('web', { members: new Map() });
    const groups = [
      await groupOf(owner, 'github-team:platform', [people.ada]),
      await groupOf(owner, 'github-team:web', [people.ada]),
    ];
    const { outcome, text, counts } = await template.apply({ config, secrets });
    expect(outcome.ok).toBe(true);
    expect(counts).toMatchObject({ changed: 1, failed: 2 });
    expect(text).toContain('failed backend: the whole team (GitHub answered 404: Not Found)');
    expect(text).toContain('failed platform: add Ada-L (GitHub answered 403: This team is externally managed.)');
    expect(team('web')).toEqual({ 'ada-l': 'active' });
    for (const { id } of groups) await removeGroupMember(owner, { groupId: id, userId: people.ada.id });
  });

  it('waits out a short limit, and asks nothing more at a long one', async () => {
    github.limit('secondary', 1, 1);
    expect((await template.apply({ config, secrets })).counts).toMatchObject({ changed: 2 });
    github.teams.get('backend')?.members.clear();
    github.refuse({
      method: 'PUT',
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3000) },
    });
    github.seen.splice(0);
    const { text, counts } = await template.apply({ config, secrets });
    expect(counts).toMatchObject({ changed: 0, failed: 0 });
    expect(text).toMatch(/skipped backend: add Ada-L \(GitHub's rate limit is used up for another \d+ s\)/);
    expect(github.writes()).toHaveLength(1);
  });

  it('takes out who was deactivated', async () => {
    await template.apply({ config, secrets });
    await deactivateUser(owner, people.bob.id);
    await template.apply({ config, secrets });
    expect(team('backend')).toEqual({ 'ada-l': 'active' });
  });

  it('says what is missing before it asks anybody', async () => {
    const { outcome, text } = await template.apply({ config: { github_api_url: github.url }, secrets });
    expect(outcome).toMatchObject({ ok: false, kind: 'thrown' });
    expect(text).toContain('the config github_org is missing');
    expect(github.seen).toEqual([]);
    expect(backend.name).toBe('github-team:backend');
  });
});
