import { describe, expect, it } from 'vitest';
import { authenticate } from '../../../server/src/modules/session/index.ts';
import { signUp } from '../../../server/src/modules/sign-in/index.ts';
import { TEST_PASSWORD } from '../../harness/services.ts';
import { newOrganisation, startIdentity } from './setup.ts';

const identity = await startIdentity();
const person = { email: 'Ada@Example.COM', password: TEST_PASSWORD, firstName: 'Ada', lastName: 'Lovelace' };
const sign = (input: object) =>
  signUp(identity.anyone(), { tenantName: 'Acme', tenantSlug: 'acme', ...person, ...input });

describe('signing up', () => {
  it('makes a tenant with its first data key, an owner, an event and audit rows, and signs the owner in', async () => {
    const { tokens, user, tenant } = await sign({ tenantSlug: 'Acme-1' });
    expect(tenant.slug).toBe('acme-1');
    expect(user).toMatchObject({ email: 'ada@example.com', role: 'OWNER', isActive: true });
    const ctx = await authenticate(identity.anyone(), tokens.accessToken);
    expect(ctx).toMatchObject({ tenantId: tenant.id, actor: { kind: 'user', id: user.id, role: 'OWNER' } });
    expect(await identity.admin('SELECT version FROM data_keys WHERE tenant_id = $1', [tenant.id])).toEqual([
      { version: 1 },
    ]);
    const events = await identity.admin('SELECT type, actor_id, data FROM events WHERE tenant_id = $1', [tenant.id]);
    expect(events).toMatchObject([
      { type: 'user.created', actor_id: user.id, data: { user_email: 'ada@example.com', user_role: 'owner' } },
    ]);
    const audit = await identity.admin<{ action: string }>(
      'SELECT action FROM audit_records WHERE tenant_id = $1 ORDER BY id',
      [tenant.id],
    );
    expect(audit.map(({ action }) => action)).toEqual(['tenant.created', 'user.created']);
  });

  it('refuses a slug that is taken, and leaves nothing behind', async () => {
    await sign({ tenantSlug: 'taken' });
    await expect(sign({ tenantSlug: 'taken', tenantName: 'Second' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(
      await identity.admin(`SELECT FROM users u JOIN tenants t ON t.id = u.tenant_id WHERE t.name = 'Second'`),
    ).toEqual([]);
  });

  it.each(['ab', '-acme', 'acme-', '1acme', 'ac me', 'ac_me', 'äcme', 'admin', 'a'.repeat(41)])(
    'refuses the slug %s',
    async (tenantSlug) => {
      await expect(sign({ tenantSlug })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        fields: [{ path: 'tenantSlug' }],
      });
    },
  );

  it.each([
    'short',
    'aaaaaaaaaaaaaa',
    'password1234',
    'x'.repeat(201),
    'my name is ada@example.com'.replace('ada', 'lovelace'),
  ])('refuses the password %s', async (password) => {
    await expect(sign({ password })).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'password' }] });
  });

  it('keeps the password only as an argon2id hash', async () => {
    const { user } = await newOrganisation(identity.anyone());
    const [row] = await identity.admin<{ password_hash: string }>('SELECT password_hash FROM users WHERE id = $1', [
      user.id,
    ]);
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('seals secrets of two tenants under different keys', async () => {
    const [one, two] = [await newOrganisation(identity.anyone()), await newOrganisation(identity.anyone())];
    const keys = await identity.admin<{ wrapped_key: Buffer }>(
      'SELECT wrapped_key FROM data_keys WHERE tenant_id = ANY ($1)',
      [[one.tenantId, two.tenantId]],
    );
    expect(new Set(keys.map(({ wrapped_key }) => wrapped_key.toString('hex'))).size).toBe(2);
  });
});
