import { afterAll, describe, expect, it } from 'vitest';
import { DIRECTORY_SCOPE, startGoogleTwin } from '../../twins/google.ts';
import { type Ran, type RunOptions, runScript, startScripts, succeeded } from './setup.ts';

const google = await startGoogleTwin('corp.test');
afterAll(() => google.close());
const scripts = await startScripts({ googleApiUrl: google.url });
const { owner } = await scripts.newTenant();
const admin = google.addUser('admin@corp.test', { isAdmin: true });
const keyFile = google.addServiceAccount([DIRECTORY_SCOPE]);

const LIST = `
  const users = await gworkspace.listUsers(secrets.get("KEY"), config.get("domain"));
  return JSON.stringify(users);`;

/** Lists the domain's users by a script that has the key file as a secret. */
function list(key: object, options: RunOptions = {}, domain = 'corp.test'): Promise<Ran> {
  return runScript(scripts, owner, LIST, { secrets: { KEY: JSON.stringify(key) }, config: { domain }, ...options });
}

const withSubject = (subject: string) => ({ ...keyFile, subject });

describe('gworkspace.listUsers', () => {
  it('lists who is not suspended, over all pages, with one token for all of them', async () => {
    for (let index = 0; index < 620; index += 1) google.addUser(`user-${index}@corp.test`);
    const ada = google.addUser('ada@corp.test', { name: { givenName: 'Ada', familyName: 'Byron' } });
    google.addUser('left@corp.test', { suspended: true });
    google.requests.length = 0;
    const users = JSON.parse(succeeded(await list(withSubject(admin.primaryEmail))).output);
    expect(users).toHaveLength(622);
    expect(users).toContainEqual({ sub: ada.id, email: 'ada@corp.test', firstName: 'Ada', lastName: 'Byron' });
    expect(users.some(({ email }: { email: string }) => email === 'left@corp.test')).toBe(false);
    expect(google.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
    expect(google.requests.every(({ userAgent }) => userAgent === 'Joinery/1')).toBe(true);
  });

  it('waits where Google asks for patience', async () => {
    google.refuseNext(1, { status: 429, retryAfter: '0' });
    google.refuseNext(1, { status: 403, reason: 'userRateLimitExceeded', retryAfter: '0' });
    google.refuseNext(1, { status: 503, reason: 'backendError', retryAfter: '0' });
    expect(succeeded(await list(withSubject(admin.primaryEmail))).output).toContain('ada@corp.test');
  });

  it('gives up when Google asks for too much of it', async () => {
    google.refuseNext(1, { status: 429, retryAfter: '3600' });
    expect((await list(withSubject(admin.primaryEmail))).error).toContain("Google's directory answered 429");
  });

  it('says that the key file needs an administrator where Google wants one', async () => {
    const someone = google.addUser('someone@corp.test');
    for (const key of [keyFile, withSubject(someone.primaryEmail)]) {
      const { error } = await list(key);
      expect(error).toMatch(/JoineryError: Google's directory answered 403, Not Authorized.*needs a "subject"/);
    }
  });

  it('says which scope the service account lacks', async () => {
    const key = { ...google.addServiceAccount(), subject: admin.primaryEmail };
    const { error } = await list(key);
    expect(error).toContain(`give its client the scope ${DIRECTORY_SCOPE} by domain-wide delegation`);
  });

  it('is refused with a key that is not the account’s', async () => {
    const { private_key } = google.addServiceAccount([DIRECTORY_SCOPE]);
    expect((await list({ ...withSubject(admin.primaryEmail), private_key })).error).toContain('Invalid JWT Signature');
  });

  it('tells of a domain that is not there', async () => {
    expect((await list(withSubject(admin.primaryEmail), {}, 'other.test')).error).toContain('404, Domain not found.');
  });

  it('reaches only the hosts that the task allows', async () => {
    const { error } = await list(withSubject(admin.primaryEmail), { allowedHosts: ['admin.googleapis.com'] });
    expect(error).toContain('is not among the hosts that this may reach');
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['no key file', '{"type":"authorized_user"}'],
    ['a key file without a key', JSON.stringify({ ...keyFile, private_key: 'secret-that-is-no-key' })],
  ])('refuses %s, and quotes none of it', async (_what, KEY) => {
    const { error } = await runScript(scripts, owner, LIST, { secrets: { KEY }, config: { domain: 'corp.test' } });
    expect(error).toContain('serviceAccountKey');
    expect(error).not.toMatch(/nonsense|authorized_user|secret-that/);
  });

  it('shows neither key nor token, whole or in part', async () => {
    const body = `
      const key = JSON.parse(secrets.get("KEY"));
      console.log(secrets.get("KEY"), key.private_key, key.private_key.split("\\n")[3], encodeURIComponent(key.private_key));
      await gworkspace.listUsers(secrets.get("KEY"), "corp.test");
      return key.private_key;`;
    const KEY = JSON.stringify(withSubject(admin.primaryEmail));
    const { output, logs } = succeeded(await runScript(scripts, owner, body, { secrets: { KEY } }));
    const shown = output + JSON.stringify(logs);
    for (const line of keyFile.private_key?.split('\n').slice(1, -2) ?? []) expect(shown).not.toContain(line);
    expect(shown).toContain('••••••');
  });
});
