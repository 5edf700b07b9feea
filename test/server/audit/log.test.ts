import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { OrderDirection } from '../../../server/src/graphql/page.args.ts';
import { AuditResolver, readAuditHead, verifyAudit } from '../../../server/src/modules/audit/index.ts';
import { type AuditFilter, listAuditRecords } from '../../../server/src/modules/audit/list.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices, type TestTenant } from '../../harness/services.ts';
import { record, sealAll, sealInBatches } from './audit-trail.ts';

let database: TestDatabase;
let testing: TestServices;
let tenant: TestTenant;

beforeAll(async () => {
  database = await createDatabase();
  testing = await createTestServices({ url: database.url });
  tenant = await testing.newTenant();
  await record(tenant.owner, 3);
  await record(tenant.owner, 1, {
    action: 'user.deactivated',
    target: { type: 'user', id: 'u1', name: 'Ada Lovelace' },
  });
  await record(tenant.owner, 1, { action: 'user.deactivated', outcome: 'noop' });
});
afterAll(async () => {
  await testing?.close();
  await database?.drop();
});

const list = async (ctx: Context, filter: AuditFilter = {}, page = {}) => {
  const { rows } = await listAuditRecords(ctx, { page, filter });
  return rows.map(({ row }) => row);
};

describe('the audit log', () => {
  it('tells the newest first, page by page, every record once', async () => {
    const all = await list(tenant.owner, {}, { first: 100 });
    expect(all[0]).toMatchObject({ action: 'user.deactivated', outcome: 'noop', actorId: tenant.owner.actor.id });
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await listAuditRecords(tenant.owner, { page: { first: 2, after } });
      paged.push(...page.rows.map(({ row }) => row.id));
      after = page.hasNextPage ? page.rows.at(-1)?.cursor : undefined;
    } while (after);
    expect(paged).toEqual(all.map(({ id }) => id));
  });

  it('is filtered by action, target, outcome, time, actor and text', async () => {
    expect(await list(tenant.owner, { actions: ['user.deactivated'] })).toHaveLength(2);
    expect(await list(tenant.owner, { actions: ['user.deactivated'], outcome: 'noop' })).toHaveLength(1);
    expect(await list(tenant.owner, { targetType: 'user', targetId: 'u1' })).toHaveLength(1);
    expect(await list(tenant.owner, { text: 'LOVELACE' })).toHaveLength(1);
    expect(await list(tenant.owner, { text: '100%_' })).toHaveLength(0);
    expect(await list(tenant.owner, { since: new Date(Date.now() + 60_000) })).toHaveLength(0);
    expect(await list(tenant.owner, { until: new Date(Date.now() - 60_000) })).toHaveLength(0);
    expect(await list(tenant.owner, { actorId: tenant.tenantId })).toHaveLength(0);
    await expect(list(tenant.owner, { actorId: 'nobody' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('is for those who may read it', async () => {
    const member = await tenant.actor('MEMBER');
    await expect(list(await tenant.actor('AUDITOR'))).resolves.not.toHaveLength(0);
    expect(() => listAuditRecords(member, { page: {} })).toThrow(/audit:read/);
    await expect(verifyAudit(member)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(readAuditHead(member)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it("has nothing of another tenant's", async () => {
    const other = await testing.newTenant();
    await sealAll(other.owner);
    await sealAll(tenant.owner);
    const ids = (await list(other.owner, {}, { first: 100 })).map(({ id }) => id);
    for (const { id } of await list(tenant.owner, {}, { first: 100 })) expect(ids).not.toContain(id);
    expect((await readAuditHead(other.owner))?.tenantId).toBe(other.tenantId);
  });
});

describe('the API of the audit log', () => {
  const resolver = new AuditResolver();

  it('gives a record its sequence and hash once it is sealed', async () => {
    const { owner: ctx } = await testing.newTenant();
    await record(ctx, 1);
    const before = (
      await resolver.auditLog(ctx, { first: 1, after: null, filter: null, direction: OrderDirection.DESC })
    ).nodes[0];
    expect(before).toMatchObject({ sequence: null, hash: null, action: 'group.created' });
    await sealAll(ctx);
    const after = (
      await resolver.auditLog(ctx, { first: 1, after: null, filter: null, direction: OrderDirection.DESC })
    ).nodes[0];
    expect(after?.sequence).toBeTypeOf('number');
    expect(after?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives the head to keep, and the same with a verification', async () => {
    const { owner: ctx, tenantId } = await testing.newTenant();
    await sealInBatches(ctx, 2);
    const head = await resolver.auditHead(ctx);
    expect(head).toMatchObject({ tenantId, rootHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await resolver.verifyAudit(ctx)).toMatchObject({
      intact: true,
      firstBreak: null,
      head,
      checked: head?.size,
    });
  });
});
