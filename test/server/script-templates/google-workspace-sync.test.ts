import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createFederatedProvider } from '../../../server/src/modules/federation/index.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { createUser, findUserByEmail } from '../../../server/src/modules/user/index.ts';
import { DIRECTORY_SCOPE, startGoogleTwin } from '../../twins/google.ts';
import { changesIn, planAndRunTwice, type RunOptions, startTemplate } from './setup.ts';

const google = await startGoogleTwin('corp.test');
afterAll(() => google.close());
const template = await startTemplate('google-workspace-sync', { googleApiUrl: google.url });
const { owner } = template;
const provider = await createFederatedProvider(owner, { name: 'Corp Google', providerType: 'google' });
await createGroup(owner, { name: 'employees' });
await createUser(owner, { email: 'known@corp.test' });
const left = await createUser(owner, { email: 'left@corp.test' });

const keyFile = { ...google.addServiceAccount([DIRECTORY_SCOPE]), subject: 'admin@corp.test' };
const secrets = { SERVICE_ACCOUNT_KEY: JSON.stringify(keyFile) };
const config = { domain: 'corp.test', groups: 'employees', excluded_emails: 'svc@corp.test, ADMIN@corp.test' };
const linked = { ...config, provider_id: provider.id };

beforeEach(() => {
  google.users.clear();
  google.addUser('admin@corp.test', { isAdmin: true });
  google.addUser('svc@corp.test');
  google.addUser('known@corp.test');
  google.addUser('away@corp.test', { suspended: true });
});

describe('the Google Workspace sync', () => {
  it('creates who is missing, links who is there, and puts both into the groups', async () => {
    const ada = google.addUser('ada@corp.test', { name: { givenName: 'Ada', familyName: 'Byron' } });
    const { planned, first, second } = await planAndRunTwice(template, { config: linked, secrets });
    expect(changesIn(planned)).toEqual(changesIn(first));
    expect(changesIn(first)).toEqual([
      'user.create ada@corp.test (Corp Google)',
      `identity.link ada@corp.test → Corp Google ${ada.id}`,
      'group.add_member ada@corp.test → employees',
      expect.stringContaining('identity.link known@corp.test → Corp Google'),
      'group.add_member known@corp.test → employees',
    ]);
    expect(first.counts).toEqual({ changed: 4, noop: 0, skipped: 2, failed: 0 });
    expect(first.text).toContain('changed known@corp.test (linked)');
    expect(second.counts).toEqual({ changed: 0, noop: 4, skipped: 2, failed: 0 });
    expect(await findUserByEmail(owner, 'ada@corp.test')).toMatchObject({ firstName: 'Ada', lastName: 'Byron' });
    expect(await findUserByEmail(owner, 'away@corp.test')).toBeNull();
  });

  it('deactivates who is gone from the domain, when told to, and says whom in a plan', async () => {
    const leaving = { config: { ...config, deactivate_missing: 'true' }, secrets };
    expect(changesIn(await template.plan(leaving))).toContain('user.deactivate left@corp.test');
    expect(await findUserByEmail(owner, left.email)).toMatchObject({ isActive: true });
    await template.apply(leaving);
    expect(await findUserByEmail(owner, left.email)).toMatchObject({ isActive: false });
    expect((await template.apply(leaving)).counts.changed).toBe(0);
  });

  it('deactivates nobody because Google answered nobody', async () => {
    google.users.clear();
    google.addUser('admin@corp.test', { isAdmin: true, suspended: true });
    await createUser(owner, { email: 'still-here@corp.test' });
    const { text, effects } = await template.apply({ config: { ...config, deactivate_missing: 'true' }, secrets });
    expect([text, effects]).toEqual([expect.stringContaining('Google lists nobody'), []]);
  });

  it('goes on after somebody whom the directory refuses', async () => {
    google.addUser('not an address');
    google.addUser('next@corp.test');
    const { outcome, text, counts } = await template.apply({ config, secrets });
    expect(outcome.ok).toBe(true);
    expect(counts.failed).toBe(1);
    expect(text).toContain('changed next@corp.test (created)');
  });

  it('reads all pages of a large domain, and waits where Google wants it', async () => {
    for (let at = 0; at < 600; at += 1) google.addUser(`gone-${at}@corp.test`, { suspended: true });
    google.addUser('zoe@corp.test');
    google.refuseNext(1, { status: 429, retryAfter: '0' });
    google.requests.length = 0;
    const { text } = await template.apply({ config, secrets });
    expect(text).toContain('changed zoe@corp.test (created)');
    expect(google.requests.filter(({ method }) => method === 'GET')).toHaveLength(3);
  });

  it('says what Google has against it, and what is missing', async () => {
    const failures: RunOptions[] = [
      { config, secrets: { SERVICE_ACCOUNT_KEY: JSON.stringify({ ...keyFile, subject: 'svc@corp.test' }) } },
      { config, secrets: {} },
      { config: { ...config, provider_id: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0001' }, secrets },
    ];
    const texts = await Promise.all(failures.map(async (options) => (await template.apply(options)).text));
    expect(texts).toEqual([
      expect.stringContaining('answered 403'),
      expect.stringContaining('the secret SERVICE_ACCOUNT_KEY is missing'),
      expect.stringContaining('there is no federated provider'),
    ]);
  });
});
