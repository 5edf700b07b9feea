import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { cleanUpAuditLog, exportAudit, verifyAudit } from '../../../server/src/modules/audit/index.ts';
import { verifyExport } from '../../../server/src/modules/audit/verify-export.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';
import { connectAsOwner, type Owner, sealAll, sealInBatches } from './audit-trail.ts';

/*
 * Erasing what old records say. A failure here means that the log does not verify any more after its retention, or that
 * whoever holds the database can erase a record without that showing.
 */

const DAY_MS = 24 * 3600 * 1000;
let database: TestDatabase;
let testing: TestServices;
let owner: Owner;
let now = new Date();

beforeAll(async () => {
  database = await createDatabase();
  testing = await createTestServices({ url: database.url, clock: { now: () => now } });
  owner = await connectAsOwner(database.url);
});
afterAll(async () => {
  await owner?.end();
  await testing?.close();
  await database?.drop();
});

beforeEach(() => {
  now = new Date();
});

const passDays = (days: number) => {
  now = new Date(now.getTime() + days * DAY_MS);
};

/** A log with old records, of which the retention is over, and new ones. */
async function oldLog(): Promise<Context> {
  const { owner: ctx } = await testing.newTenant();
  await sealInBatches(ctx, 3, 3);
  passDays(400);
  await sealInBatches(ctx, 2);
  return ctx;
}

async function exported(ctx: Context): Promise<string[]> {
  let text = '';
  for await (const part of await exportAudit(ctx)) text += part;
  return text.trimEnd().split('\n');
}

async function* each(lines: string[]) {
  yield* lines;
}

describe('records older than the retention', () => {
  it('say nothing any more, and the log still verifies, here and elsewhere', async () => {
    const ctx = await oldLog();
    const before = await verifyAudit(ctx);
    const { erased } = await cleanUpAuditLog(ctx);
    expect(erased).toBeGreaterThanOrEqual(6);
    await sealAll(ctx);
    const after = await verifyAudit(ctx);
    expect(after).toMatchObject({ intact: true, checked: before.checked + 1, erased, firstBreak: null });

    const lines = await exported(ctx);
    expect(lines.join('\n')).not.toContain('tenant.created');
    expect(await verifyExport(each(lines))).toMatchObject({ intact: true, erased, problem: null });
    const records = await ctx.db.tenant(ctx.tenantId, ({ prisma }) =>
      prisma.auditRecord.findMany({ where: { erasedAt: { not: null } } }),
    );
    expect(
      new Set(
        records.map(({ action, actorId, actorEmail, targetName, detail }) =>
          JSON.stringify([action, actorId, actorEmail, targetName, detail]),
        ),
      ),
    ).toEqual(new Set([JSON.stringify(['erased', null, null, null, {}])]));
  });

  it('are erased once, and an erasure is recorded only where there is one', async () => {
    const ctx = await oldLog();
    await cleanUpAuditLog(ctx);
    await sealAll(ctx);
    const { checked } = await verifyAudit(ctx);
    expect(await cleanUpAuditLog(ctx)).toMatchObject({ erased: 0 });
    await sealAll(ctx);
    expect((await verifyAudit(ctx)).checked).toBe(checked);
  });

  it('include those of earlier erasures only by what they tell, which stays', async () => {
    const ctx = await oldLog();
    await cleanUpAuditLog(ctx);
    await sealAll(ctx);
    passDays(400);
    await sealInBatches(ctx, 2);
    await cleanUpAuditLog(ctx);
    await sealAll(ctx);
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true });
    const kept = await ctx.db.tenant(ctx.tenantId, ({ prisma }) =>
      prisma.auditRecord.findMany({ where: { action: 'audit_log.erased' } }),
    );
    expect(kept).toHaveLength(2);
  });
});

describe('an erasure by somebody else', () => {
  const eraseOne = (ctx: Context, order: 'ASC' | 'DESC') =>
    owner.query(
      `UPDATE audit_records SET action = 'erased', actor_id = NULL, detail = '{}', erased_at = now()
       WHERE tenant_id = $1 AND sequence = (SELECT sequence FROM audit_records WHERE tenant_id = $1 AND sequence IS NOT NULL
                                            ORDER BY sequence ${order} LIMIT 1)`,
      [ctx.tenantId],
    );

  it('shows: no record of the log tells of it', async () => {
    const { owner: ctx } = await testing.newTenant();
    await sealInBatches(ctx, 3);
    await eraseOne(ctx, 'ASC');
    expect(await verifyAudit(ctx)).toMatchObject({
      intact: false,
      firstBreak: { kind: 'RECORD_CHANGED', sequence: 0 },
    });
    const lines = await exported(ctx);
    expect(await verifyExport(each(lines))).toMatchObject({ intact: false });
  });

  it('shows for a newer record than the log tells of', async () => {
    const ctx = await oldLog();
    await cleanUpAuditLog(ctx);
    await sealInBatches(ctx, 2);
    await eraseOne(ctx, 'DESC');
    const { intact, firstBreak } = await verifyAudit(ctx);
    expect({ intact, reason: firstBreak?.reason }).toEqual({
      intact: false,
      reason: expect.stringContaining('was erased, and no record of the log tells of it'),
    });
  });

  it('with another leaf in its place shows by the root', async () => {
    const ctx = await oldLog();
    await cleanUpAuditLog(ctx);
    await sealAll(ctx);
    await owner.query(`UPDATE audit_records SET leaf_hash = sha256('x') WHERE tenant_id = $1 AND sequence = 1`, [
      ctx.tenantId,
    ]);
    expect(await verifyAudit(ctx)).toMatchObject({ intact: false, firstBreak: { kind: 'ROOT_DIFFERS' } });
  });
});
