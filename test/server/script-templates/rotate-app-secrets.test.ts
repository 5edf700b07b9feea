import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createApplication, verifyApplicationSecret } from '../../../server/src/modules/application/index.ts';
import { startVault } from '../../twins/vault.ts';
import { planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('rotate-app-secrets');
const { owner } = template;
const vault = await startVault({ token: 'vault-token-value' });
afterAll(() => vault.close());

const shop = await createApplication(owner, { name: 'shop' });
const wiki = await createApplication(owner, { name: 'wiki' });
const config = { vault_url: vault.url };
const secrets = { VAULT_TOKEN: 'vault-token-value' };

beforeEach(() => {
  vault.recover();
  vault.seen.splice(0);
  vault.secrets.clear();
});

const kept = (clientId: string) => vault.secrets.get(`joinery/applications/${clientId}`);

describe('client secrets', () => {
  it('are rotated into the vault, and stay until they are old', async () => {
    const { planned, written, first, second } = await planAndRunTwice(template, { config, secrets }, [vault]);
    expect(written).toEqual([]);
    expect(first.effects.map(({ summary }) => summary)).toEqual(planned.effects.map(({ summary }) => summary));
    expect(first.counts).toEqual({ changed: 2, noop: 0, skipped: 0, failed: 0 });
    expect(second.counts).toEqual({ changed: 0, noop: 2, skipped: 0, failed: 0 });
    const secret = kept(shop.application.clientId)?.data.client_secret ?? '';
    expect(await verifyApplicationSecret(owner, shop.application.clientId, secret)).toBeTruthy();
    expect(JSON.stringify([planned, first])).not.toContain(secret);
  });

  it('are replaced at their age, over the version that was there', async () => {
    await template.apply({ config, secrets });
    const before = kept(wiki.application.clientId);
    if (before) before.createdAt = new Date(Date.now() - 100 * 86_400_000);
    expect((await template.apply({ config, secrets })).counts).toMatchObject({ changed: 1, noop: 1 });
    expect(kept(wiki.application.clientId)).toMatchObject({ version: 2 });
  });

  it('are left alone while the vault does not answer for them', async () => {
    const { outcome, text, effects } = await template.apply({ config, secrets: { VAULT_TOKEN: 'expired' } });
    expect(outcome.ok).toBe(false);
    expect(text).toContain('failed shop (the vault answered 403: permission denied)');
    expect(effects).toEqual([]);
  });

  it('wait where a quota of the vault is used up', async () => {
    vault.refuse({ status: 429, headers: { 'retry-after': '1' }, times: 1 });
    vault.refuse({ method: 'POST', status: 429, headers: { 'retry-after': '1' }, times: 1 });
    const { counts } = await template.apply({ config: { ...config, applications: 'wiki' }, secrets });
    expect(counts).toMatchObject({ changed: 1, failed: 0 });
    expect(vault.seen.map(({ status }) => status)).toEqual([429, 404, 429, 200]);
  });

  it('that the vault did not take fail the run, and are replaced by the next', async () => {
    vault.refuse({
      method: 'POST',
      path: new RegExp(shop.application.clientId),
      status: 503,
      body: { errors: ['sealed'] },
    });
    const { outcome, text, counts } = await template.apply({ config, secrets });
    expect(outcome.ok).toBe(false);
    expect(counts).toMatchObject({ changed: 1, failed: 1 });
    expect(text).toContain('failed shop (the vault answered 503: sealed)');
    vault.recover();
    expect((await template.apply({ config, secrets })).counts).toMatchObject({ changed: 1, noop: 1 });
    const secret = kept(shop.application.clientId)?.data.client_secret ?? '';
    expect(await verifyApplicationSecret(owner, shop.application.clientId, secret)).toBeTruthy();
  });

  it('are rotated for chosen applications only', async () => {
    const { counts, text } = await template.apply({ config: { ...config, applications: 'wiki, blog' }, secrets });
    expect(counts).toMatchObject({ changed: 1, failed: 1 });
    expect(text).toContain('failed blog (no such application)');
    expect(kept(shop.application.clientId)).toBeUndefined();
  });
});
