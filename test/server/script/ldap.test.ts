import { afterAll, describe, expect, it } from 'vitest';
import { startTcp } from '../egress/loopback.ts';
import { BASE, BIND, type LdapServer, startLdapServer } from './ldap-server.ts';
import { hasOpenLdap, startOpenLdap } from './open-ldap.ts';
import { type RunOptions, runScript, startScripts, succeeded } from './setup.ts';

const scripts = await startScripts();
const { owner } = await scripts.newTenant();
const people = Array.from({ length: 1203 }, (_, index) => ({
  uid: `u${index}`,
  attributes: { mail: [`u${index}@corp.test`, `alias-${index}@corp.test`], sn: 'Müller' },
}));
const server: LdapServer = await startLdapServer(people);
const openLdap = hasOpenLdap ? await startOpenLdap(people) : undefined;
afterAll(() => Promise.all([server.close(), openLdap?.close()]));

const SEARCH = `
  const entries = await ldap.search({
    url: config.get("url"), bindDn: config.get("bindDn"), password: secrets.get("PASSWORD"), baseDn: config.get("base"),
    filter: config.get("filter") || "(objectClass=inetOrgPerson)", attributes: ["uid", "mail", "sn"],
  });
  return JSON.stringify([entries.length, entries[0]]);`;

function search(config: Record<string, string> = {}, options: RunOptions = {}) {
  return runScript(scripts, owner, SEARCH, {
    config: { url: server.url, bindDn: BIND.bindDn, base: BASE, ...config },
    secrets: { PASSWORD: BIND.password },
    ...options,
  });
}

describe('ldap.search', () => {
  it('binds, and reads every entry over all pages, under the names that were asked for', async () => {
    server.binds.length = 0;
    server.pages.length = 0;
    const { output } = succeeded(await search());
    expect(JSON.parse(output)).toEqual([
      1203,
      {
        dn: `uid=u0,ou=people,${BASE}`,
        attributes: { uid: ['u0'], mail: ['u0@corp.test', 'alias-0@corp.test'], sn: ['Müller'] },
      },
    ]);
    expect(server.pages).toEqual([500, 500, 500]);
    expect(server.binds).toHaveLength(1);
  });

  it.each(openLdap ? [openLdap] : [])(
    'reads OpenLDAP in the same way, which answers no more than 500 at once',
    async ({ url }) => {
      const [count, first] = JSON.parse(succeeded(await search({ url })).output);
      const attributes = { uid: ['u0'], mail: ['u0@corp.test', 'alias-0@corp.test'], sn: ['Müller'] };
      expect([count, first]).toEqual([1203, { dn: `uid=u0,ou=people,${BASE}`, attributes }]);
      expect(succeeded(await search({ url, filter: '(mail=alias-8@corp.test)' })).output).toMatch(/^\[1,/);
      expect((await search({ url }, { secrets: { PASSWORD: 'wrong' } })).error).toContain('refuses the bind DN');
      expect((await search({ url, base: 'dc=other' })).error).toContain('the result code 32');
    },
  );

  it('finds by a filter', async () => {
    expect(succeeded(await search({ filter: '(|(uid=u7)(mail=alias-8@corp.test))' })).output).toMatch(/^\[2,/);
  });

  it.each([
    ['a wrong password', {}, { secrets: { PASSWORD: 'wrong' } }, 'refuses the bind DN or the password'],
    ['no password, which servers take for anonymous', {}, { secrets: {} }, 'password: must not be empty'],
    ['a filter that is none', { filter: '(uid=' }, {}, 'filter: is not a filter of RFC 4515'],
    ['an address that is none', { url: 'https://127.0.0.1' }, {}, 'url: must be ldaps://host or ldap://host'],
    ['a base that is not there', { base: 'dc=other' }, {}, 'the result code 32'],
    ['a port where nobody listens', { url: 'ldap://127.0.0.1:1' }, {}, 'did not accept a connection'],
    ['a private address', { url: 'ldap://10.0.0.1' }, {}, '10.0.0.1 is refused'],
    ['a private address in another notation', { url: 'ldap://0xa.1' }, {}, '10.0.0.1 is refused'],
    ['a metadata service', { url: 'ldap://metadata.google.internal:389' }, {}, 'is refused'],
    ['a host that the task does not allow', {}, { allowedHosts: ['ldap.corp.test'] }, 'is not among the hosts'],
  ])('refuses %s', async (_what, config, options, reason) => {
    const { error } = await search(config, options);
    expect(error).toContain(reason);
    expect(error).toMatch(/^JoineryError: /);
  });

  it('over TLS takes no certificate that nobody vouches for', async () => {
    const secure = await startLdapServer(people, { isSecure: true });
    const { error } = await search({ url: secure.url });
    await secure.close();
    expect(error).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(secure.binds).toEqual([]);
  });

  it('ends with the run', async () => {
    const silent = await startTcp(() => undefined);
    const { outcome } = await search({ url: `ldap://127.0.0.1:${silent.port}` }, { timeoutMs: 400 });
    expect(outcome).toMatchObject({ ok: false, kind: 'timeout' });
  });
});
