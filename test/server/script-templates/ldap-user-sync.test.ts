import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { activateUser, createUser, findUserByEmail } from '../../../server/src/modules/user/index.ts';
import { BASE, BIND, type Person, startLdapServer } from '../script/ldap-server.ts';
import { changesIn, planAndRunTwice, type RunOptions, startTemplate } from './setup.ts';

const template = await startTemplate('ldap-user-sync');
const { owner } = template;
const people: Person[] = [];
const server = await startLdapServer(people);
afterAll(() => server.close());

await createGroup(owner, { name: 'staff' });
const bob = await createUser(owner, { email: 'bob@corp.test', firstName: 'Bob', lastName: 'Old' });
const left = await createUser(owner, { email: 'left@corp.test' });

const config = {
  ldap_url: server.url,
  ldap_bind_dn: BIND.bindDn,
  ldap_base_dn: BASE,
  groups: 'staff',
  email_domain: 'corp.test',
};
const secrets = { LDAP_PASSWORD: BIND.password };

const entry = (uid: string, sn: string, more: Record<string, string> = {}): Person => ({
  uid,
  attributes: { mail: `${uid}@corp.test`, givenName: uid, sn, ...more },
});
const isActive = async (email: string) => (await findUserByEmail(owner, email))?.isActive;

beforeEach(() => {
  people.splice(0, people.length, entry('ada', 'Byron'), entry('bob', 'New'), { uid: 'printer' });
});

describe('the LDAP sync', () => {
  it('creates who is missing, takes over changed names, and puts both into the groups', async () => {
    const { planned, first, second } = await planAndRunTwice(template, { config, secrets });
    expect(changesIn(first)).toEqual([
      'user.create ada@corp.test (ldap)',
      'group.add_member ada@corp.test → staff',
      'group.add_member bob@corp.test → staff',
      'user.update bob@corp.test: firstName, lastName',
    ]);
    expect(changesIn(planned)).toEqual(changesIn(first));
    expect(first.counts).toEqual({ changed: 4, noop: 0, skipped: 1, failed: 0 });
    expect(first.text).toContain('changed bob@corp.test (is bob New now)');
    expect(first.text).toContain(`skipped uid=printer,ou=people,${BASE} (has no mail)`);
    expect(second.counts).toEqual({ changed: 0, noop: 4, skipped: 1, failed: 0 });
  });

  it('reads more people than a server answers at once', async () => {
    for (let at = 0; at < 1200; at += 1) people.push({ uid: `robot-${at}` });
    const { outcome, counts } = await template.apply({ config: { ...config, groups: '' }, secrets });
    expect(outcome.ok).toBe(true);
    expect(counts.skipped).toBe(1201);
  });

  it('deactivates whom Active Directory has disabled', async () => {
    people.push(
      entry('bob', 'New', { userAccountControl: '514' }),
      entry('stranger', 'X', { userAccountControl: '514' }),
    );
    people.splice(1, 1);
    const { text } = await template.apply({ config, secrets });
    expect(text).toContain('changed bob@corp.test (disabled in LDAP)');
    expect(text).toContain('skipped stranger@corp.test (disabled, and not in the directory)');
    expect([await isActive('bob@corp.test'), await isActive('left@corp.test')]).toEqual([false, true]);
    await activateUser(owner, bob.id);
  });

  it('deactivates who is gone, when told to, and nobody because LDAP lists nobody', async () => {
    const leaving: RunOptions = { config: { ...config, deactivate_missing: 'true' }, secrets };
    expect(changesIn(await template.plan(leaving))).toContain('user.deactivate left@corp.test');
    await template.apply(leaving);
    expect(await isActive('left@corp.test')).toBe(false);
    await activateUser(owner, left.id);
    people.splice(0);
    const { outcome, text, effects } = await template.apply(leaving);
    expect([outcome.ok, effects]).toEqual([false, []]);
    expect(text).toContain('LDAP lists nobody');
  });

  it('goes on after an entry that the directory refuses', async () => {
    people.unshift({ uid: 'odd', attributes: { mail: 'no address' } });
    people.push(entry('next', 'Person'));
    const { outcome, text, counts } = await template.apply({ config, secrets });
    expect(outcome.ok).toBe(true);
    expect(counts.failed).toBe(1);
    expect(text).toContain('changed next@corp.test (created)');
  });

  it('says what the server has against it, and what is missing', async () => {
    const wrong = await template.apply({ config, secrets: { LDAP_PASSWORD: 'wrong password' } });
    expect(wrong.text).toContain('refuses the bind DN or the password');
    const missing = await template.apply({ config: { ...config, ldap_url: '' }, secrets });
    expect(missing.text).toContain('the config ldap_url is missing');
  });
});
