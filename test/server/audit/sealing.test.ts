import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAuditSealer, verifyAudit } from '../../../server/src/modules/audit/index.ts';
import { deleteSurplusHeads } from '../../../server/src/modules/audit/seal.sql.ts';
import { sealBatch } from '../../../server/src/modules/audit/seal.ts';
import { sql } from '../../../server/src/platform/db/index.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { eventually } from '../../harness/eventually.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';
import { connectAsOwner, type Owner, record, sealAll, sealInBatches } from './audit-trail.ts';

let database: TestDatabase;
let testing: TestServices;
let owner: Owner;

beforeAll(async () => {
  database = await createDatabase();
  testing = await createTestServices({ url: database.url });
  owner = await connectAsOwner(database.url);
});
afterAll(async () => {
  await owner?.end();
  await testing?.close();
  await database?.drop();
});

const sequencesOf = async (tenantId: string) => {
  const rows = await owner.query<{ sequence: string | null }>(
    'SELECT sequence FROM audit_records WHERE tenant_id = $1 ORDER BY sequence, id',
    [tenantId],
  );
  return rows.map(({ sequence }) => (sequence === null ? null : Number(sequence)));
};
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('sealing', () => {
  it('numbers the records of each tenant from 0, without a gap, in the order of their ids', async () => {
    const [one, other] = [await testing.newTenant(), await testing.newTenant()];
    await sealInBatches(one.owner, 3, 4);
    await sealInBatches(other.owner, 2);
    const rows = await owner.query<{ id: string }>(
      'SELECT id FROM audit_records WHERE tenant_id = $1 ORDER BY sequence',
      [one.tenantId],
    );
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted());
    expect(await sequencesOf(one.tenantId)).toEqual(upTo(rows.length));
    expect((await sequencesOf(other.tenantId))[0]).toBe(0);
    expect(await verifyAudit(one.owner)).toMatchObject({ intact: true, checked: rows.length, unsealed: 0 });
    expect(await verifyAudit(other.owner)).toMatchObject({ intact: true });
  });

  it('signs one head for each batch, and says how many records it does not cover yet', async () => {
    const { owner: ctx, tenantId } = await testing.newTenant();
    await sealInBatches(ctx, 5);
    await record(ctx, 2);
    const { checked, unsealed, head } = await verifyAudit(ctx);
    expect(unsealed).toBe(2);
    expect(head).toMatchObject({ tenantId, size: checked });
    expect(head && (await testing.services.keys.tokens.verifyHead(head))).toBe('genuine');
  });

  it('keeps detail of any depth and any character as it was', async () => {
    const { owner: ctx } = await testing.newTenant();
    const deep = JSON.parse(`${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)}`);
    await record(ctx, 1, { detail: { deep } });
    await record(ctx, 1, {
      detail: { text: 'é\u2028😀"\\', number: 1e21, zero: -0, nothing: null, list: [[], {}] },
    });
    await sealAll(ctx);
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, unsealed: 0 });
  });

  it('does not build on a head that was altered, and tells why', async () => {
    const { owner: ctx, tenantId } = await testing.newTenant();
    await sealInBatches(ctx, 3);
    await record(ctx, 1);
    await owner.query(`UPDATE audit_heads SET frontier = decode('00', 'hex') WHERE tenant_id = $1`, [tenantId]);
    await expect(sealBatch(testing.services, tenantId)).rejects.toMatchObject({ reason: 'AUDIT_BROKEN' });
    await owner.query('DELETE FROM audit_heads WHERE tenant_id = $1', [tenantId]);
    await expect(sealBatch(testing.services, tenantId)).rejects.toMatchObject({ reason: 'AUDIT_BROKEN' });
  });

  it('thins old heads to one an hour, keeps the newest, and the log stays provable', async () => {
    const { owner: ctx, tenantId } = await testing.newTenant();
    await sealInBatches(ctx, 1, 1, 1, 1);
    const sizes = async () => {
      const rows = await owner.query<{ size: string }>(
        'SELECT size FROM audit_heads WHERE tenant_id = $1 ORDER BY size',
        [tenantId],
      );
      return rows.map(({ size }) => Number(size));
    };
    const all = await sizes();
    const thinAt = (now: number) => testing.services.db.system((tx) => deleteSurplusHeads(tx, new Date(now)));
    await thinAt(Date.now());
    expect(await sizes()).toEqual(all);
    await thinAt(Date.now() + 2 * 3_600_000);
    const kept = await sizes();
    expect(kept.at(-1)).toBe(all.at(-1));
    // Two, where the test ran across a full hour.
    expect(kept.length).toBeLessThanOrEqual(2);
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checked: all.at(-1) });
    await sealInBatches(ctx, 1);
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true });
  });
});

describe('sealers at work', () => {
  it('two of them and many writers give every record one place, without a gap', async () => {
    const tenants = await Promise.all([testing.newTenant(), testing.newTenant(), testing.newTenant()]);
    const sealers = await Promise.all([startAuditSealer(testing.services), startAuditSealer(testing.services)]);
    await Promise.all(tenants.flatMap(({ owner: ctx }) => upTo(6).map(() => record(ctx, 40))));
    for (const { owner: ctx, tenantId } of tenants) {
      await eventually(async () => expect((await verifyAudit(ctx)).unsealed).toBe(0));
      const sequences = await sequencesOf(tenantId);
      expect(sequences.length).toBeGreaterThanOrEqual(240);
      expect(sequences).toEqual(upTo(sequences.length));
      expect(await verifyAudit(ctx)).toMatchObject({ intact: true, checked: sequences.length });
    }
    await Promise.all(sealers.map((sealer) => sealer.stop()));
  });

  it('a batch that two want at once is sealed once', async () => {
    const { owner: ctx, tenantId } = await testing.newTenant();
    await record(ctx, 50);
    const [waiting] = await owner.query<{ count: string }>(
      'SELECT count(*) FROM audit_records WHERE tenant_id = $1 AND sequence IS NULL',
      [tenantId],
    );
    const counts = await Promise.all(upTo(4).map(() => sealBatch(testing.services, tenantId)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(Number(waiting?.count));
    expect(await verifyAudit(ctx)).toMatchObject({ intact: true, unsealed: 0 });
  });

  it('a writer does not wait for a sealer that holds its lock', async () => {
    const { owner: ctx, tenantId } = await testing.newTenant();
    await testing.services.db.system(async (tx) => {
      await tx.query(sql`SELECT pg_advisory_xact_lock(${0x5ea1}::int, hashtext(${tenantId}))`);
      await record(ctx, 3);
      expect(await sealBatch(testing.services, tenantId)).toBe(0);
    });
    expect(await sealBatch(testing.services, tenantId)).toBeGreaterThanOrEqual(3);
  });

  it('one tenant whose log is broken holds up nobody else', async () => {
    const [broken, sound] = [await testing.newTenant(), await testing.newTenant()];
    await sealInBatches(broken.owner, 2);
    await owner.query('DELETE FROM audit_heads WHERE tenant_id = $1', [broken.tenantId]);
    await record(broken.owner, 1);
    await record(sound.owner, 5);
    const sealer = await startAuditSealer(testing.services);
    await eventually(async () => expect((await verifyAudit(sound.owner)).unsealed).toBe(0));
    expect((await verifyAudit(broken.owner)).unsealed).toBe(1);
    await sealer.stop();
  });
});

describe('the application role', () => {
  it.each([
    ['change a record', sql`UPDATE audit_records SET action = 'x'`],
    ['number a record', sql`UPDATE audit_records SET sequence = 1`],
    ['delete a record', sql`DELETE FROM audit_records`],
    ['empty the log', sql`TRUNCATE audit_records`],
    ['change a head', sql`UPDATE audit_heads SET size = 0`],
    ['delete a head', sql`DELETE FROM audit_heads`],
    ['add a head', sql`INSERT INTO audit_heads SELECT * FROM audit_heads`],
  ])('cannot %s', async (_what, statement) => {
    const { tenantId } = await testing.newTenant();
    const attempt = testing.services.db.tenantSql(tenantId, (tx) => tx.execute(statement));
    await expect(attempt).rejects.toThrow(/permission denied/);
  });

  it('the role that seals cannot change what a record says', async () => {
    const attempt = testing.services.db.system((tx) => tx.execute(sql`UPDATE audit_records SET detail = '{}'`));
    await expect(attempt).rejects.toThrow(/permission denied/);
  });
});
