import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../server/src/errors.ts';
import { getTenant } from '../../../server/src/modules/tenant/get.ts';
import { attributeChecker, checkAttributes } from '../../../server/src/modules/tenant/index.ts';
import { setAttributeSchema } from '../../../server/src/modules/tenant/set-attribute-schema.ts';
import { updateTenantSettings } from '../../../server/src/modules/tenant/update-settings.ts';
import { sqlTransaction, transaction } from '../../../server/src/transaction.ts';
import type { TestTenant } from '../../harness/services.ts';
import { startIdentity } from './setup.ts';

const identity = await startIdentity();

describe('the settings of a tenant', () => {
  it('are changed by an owner, with old and new values in the audit log', async () => {
    const { owner, tenantId, slug } = await identity.newTenant();
    const updated = await updateTenantSettings(owner, { name: 'Acme GmbH', sessionDays: 7, removalsPerHour: 5 });
    expect(updated).toMatchObject({ name: 'Acme GmbH', slug, settings: { sessionDays: 7 } });
    await updateTenantSettings(owner, { name: 'Acme' });
    expect(await getTenant(owner)).toMatchObject({ name: 'Acme', settings: { sessionDays: 7 } });
    const audit = await identity.admin(
      `SELECT detail FROM audit_records WHERE tenant_id = $1 AND action = 'tenant.updated' ORDER BY id`,
      [tenantId],
    );
    const defaults = { sessionDays: 30, removalsPerHour: 100, notifications: null };
    const changed = { sessionDays: 7, removalsPerHour: 5, notifications: null };
    expect(audit).toEqual([
      { detail: { old: { name: slug, ...defaults }, new: { name: 'Acme GmbH', ...changed } } },
      { detail: { old: { name: 'Acme GmbH', ...changed }, new: { name: 'Acme', ...changed } } },
    ]);
  });

  it.each([{ sessionDays: 0 }, { sessionDays: 91 }, { sessionDays: 1.5 }, { removalsPerHour: -1 }, { name: ' ' }])(
    'refuse %o',
    async (input) => {
      const { owner } = await identity.newTenant();
      expect(() => updateTenantSettings(owner, input)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    },
  );

  it('are seen by everyone of it, and changed by nobody without the scope', async () => {
    const tenant = await identity.newTenant();
    for (const role of ['MEMBER', 'AUDITOR'] as const) {
      const actor = await tenant.actor(role);
      expect(await getTenant(actor)).toMatchObject({ id: tenant.tenantId });
      expect(() => updateTenantSettings(actor, { name: 'Mine' })).toThrow(
        expect.objectContaining({ code: 'FORBIDDEN' }),
      );
      expect(() => setAttributeSchema(actor, { schema: null })).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    }
  });

  it('of one tenant are not those of another', async () => {
    const [one, two] = [await identity.newTenant(), await identity.newTenant()];
    await updateTenantSettings(one.owner, { name: 'One' });
    expect(await getTenant(two.owner)).toMatchObject({ name: two.slug });
  });
});

describe('the attribute schema', () => {
  const schema = {
    type: 'object',
    required: ['department'],
    additionalProperties: false,
    properties: {
      department: { enum: ['Engineering', 'Sales'] },
      github_username: { type: 'string', pattern: '^[a-z0-9-]+$', maxLength: 39 },
      started_on: { type: 'string', format: 'date' },
      address: { type: 'object', properties: { 'postal/code': { type: 'string' } } },
      levels: { type: 'array', items: { type: 'integer', minimum: 1 } },
    },
  };
  const check = ({ owner }: TestTenant, attributes: unknown) =>
    transaction(owner, (ctx) => checkAttributes(ctx, attributes));

  it('lets through what satisfies it, and names each attribute that does not', async () => {
    const tenant = await identity.newTenant();
    await setAttributeSchema(tenant.owner, { schema });
    await check(tenant, { department: 'Sales', github_username: 'ada-l', started_on: '2026-02-28', levels: [1, 2] });
    const wrong = {
      github_username: 'Ada L',
      started_on: '2026-02-30',
      address: { 'postal/code': 1 },
      levels: [1, 0],
      shoe_size: 40,
    };
    const refusal = await check(tenant, wrong).then(
      () => null,
      (error: AppError) => error,
    );
    expect(refusal?.code).toBe('INVALID_INPUT');
    expect(refusal?.fields?.map(({ path }) => path).sort()).toEqual([
      'attributes.address.postal/code',
      'attributes.department',
      'attributes.github_username',
      'attributes.levels.1',
      'attributes.shoe_size',
      'attributes.started_on',
    ]);
  });

  it('is read once for many users', async () => {
    const tenant = await identity.newTenant();
    await setAttributeSchema(tenant.owner, { schema });
    const isFine = await sqlTransaction(tenant.owner, attributeChecker);
    expect(() => isFine({ department: 'Sales' })).not.toThrow();
    expect(() => isFine({})).toThrow(
      expect.objectContaining({ fields: [{ path: 'attributes.department', message: 'is required' }] }),
    );
  });

  it('holds in its own tenant only, and is lifted by null', async () => {
    const [one, two] = [await identity.newTenant(), await identity.newTenant()];
    await setAttributeSchema(one.owner, { schema });
    await check(two, { anything: 'goes' });
    await setAttributeSchema(one.owner, { schema: null });
    await check(one, { anything: 'goes' });
    const audit = await identity.admin<{ detail: { old: unknown; new: unknown } }>(
      `SELECT detail FROM audit_records WHERE tenant_id = $1 AND action = 'tenant.attribute_schema_set' ORDER BY id`,
      [one.tenantId],
    );
    expect(audit).toEqual([{ detail: { old: null, new: schema } }, { detail: { old: schema, new: null } }]);
  });

  it.each([null, [], 'text', { large: 'x'.repeat(40_000) }])(
    'needs an object of bounded size even where there is none: %o',
    async (attributes) => {
      await expect(check(await identity.newTenant(), attributes)).rejects.toMatchObject({
        fields: [{ path: 'attributes' }],
      });
    },
  );

  it.each([
    ['is not of an object', { type: 'string' }, 'schema.type'],
    ['refers elsewhere', { type: 'object', properties: { a: { $ref: 'https://example.com' } } }, 'schema.properties.a'],
    ['refers to itself', { type: 'object', $defs: {}, not: { type: 'object' } }, 'schema'],
    ['has an unknown keyword', { type: 'object', patternProperties: {} }, 'schema'],
    [
      'has a pattern with a backreference',
      { type: 'object', properties: { a: { pattern: '(a)\\1' } } },
      'schema.properties.a.pattern',
    ],
    [
      'has a pattern that is too expensive',
      { type: 'object', properties: { a: { pattern: '((a{100}){100}){10}' } } },
      'schema.properties.a.pattern',
    ],
    [
      'has a format that is not known',
      { type: 'object', properties: { a: { format: 'regex' } } },
      'schema.properties.a.format',
    ],
    ['is nested too deep', JSON.parse(`${'{"not":'.repeat(40)}{}${'}'.repeat(40)}`), 'schema'],
    ['is too long', { type: 'object', description: 'x'.repeat(1000), examples: ['y'.repeat(20_000)] }, 'schema'],
    ['is a word', 'object', 'schema'],
  ])('is refused where it %s', async (_what, wrong, path) => {
    const { owner } = await identity.newTenant();
    const attempt = async () => setAttributeSchema(owner, { schema: wrong });
    await expect(attempt()).rejects.toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
  });

  it('is checked in linear time, whatever its pattern', async () => {
    const tenant = await identity.newTenant();
    await setAttributeSchema(tenant.owner, {
      schema: { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } },
    });
    const began = performance.now();
    await expect(check(tenant, { a: `${'a'.repeat(5000)}!` })).rejects.toMatchObject({
      fields: [{ path: 'attributes.a' }],
    });
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('runs no code that a tenant writes into it', async () => {
    const tenant = await identity.newTenant();
    const name = `x"]; globalThis.escaped = true; //`;
    await setAttributeSchema(tenant.owner, {
      schema: {
        type: 'object',
        required: [name],
        properties: { [name]: { const: '`+(globalThis.escaped = true)+`' }, __proto__: { type: 'null' } },
      },
    });
    await expect(check(tenant, { [name]: 1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(globalThis).not.toHaveProperty('escaped');
  });
});
