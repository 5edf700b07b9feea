import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { verifyAudit } from '../../../server/src/modules/audit/index.ts';
import { type AuditRow, leafOf, sealedContent } from '../../../server/src/modules/audit/sealed-content.ts';
import { generateSigningKey, MerkleFrontier, signTreeHead } from '../../../server/src/platform/crypto/index.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';
import { connectAsOwner, type Owner, sealInBatches } from './audit-trail.ts';

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

type Row = AuditRow & { sequence: string; leaf_hash: Buffer };

/** A log of three sealed batches, and what an owner of the database needs to tamper with it. */
class Log {
  readonly ctx: Context;

  constructor(ctx: Context) {
    this.ctx = ctx;
  }

  rows(): Promise<Row[]> {
    return owner.query<Row>('SELECT * FROM audit_records WHERE tenant_id = $1 ORDER BY sequence', [this.ctx.tenantId]);
  }

  async size(): Promise<number> {
    return (await this.rows()).length;
  }

  /** A statement on the record of a sequence; its tenant and sequence are $1 and $2. */
  async at(sequence: number, statement: string, ...values: unknown[]): Promise<void> {
    await owner.query(`${statement} WHERE tenant_id = $1 AND sequence = $2`, [this.ctx.tenantId, sequence, ...values]);
  }

  async onNewestHead(change: string, ...values: unknown[]): Promise<void> {
    const where = 'WHERE tenant_id = $1 AND size = (SELECT max(size) FROM audit_heads WHERE tenant_id = $1)';
    await owner.query(`${change} ${where}`, [this.ctx.tenantId, ...values]);
  }

  /** Makes every leaf hash agree with its record again. */
  async rehash(): Promise<void> {
    for (const row of await this.rows()) {
      const hash = leafOf(sealedContent(this.ctx.tenantId, Number(row.sequence), row));
      await owner.query('UPDATE audit_records SET leaf_hash = $3 WHERE tenant_id = $1 AND id = $2', [
        this.ctx.tenantId,
        row.id,
        hash,
      ]);
    }
  }

  async idAt(sequence: number): Promise<string | undefined> {
    return (await this.rows())[sequence]?.id;
  }

  async verdict() {
    const { intact, firstBreak } = await verifyAudit(this.ctx);
    expect(intact).toBe(firstBreak === null);
    return firstBreak;
  }
}

async function sealedLog(): Promise<Log> {
  const { owner: ctx } = await testing.newTenant();
  await sealInBatches(ctx, 4, 4, 4);
  const log = new Log(ctx);
  expect(await log.verdict()).toBeNull();
  return log;
}

describe('a changed record', () => {
  it.each([
    ['id', `'${randomUUID()}'`],
    ['action', `'group.deleted'`],
    ['actor_id', `'${randomUUID()}'`],
    ['actor_email', `'somebody@else.test'`],
    ['actor_kind', `'system'`],
    ['target_type', `'user'`],
    ['target_id', `NULL`],
    ['target_name', `''`],
    ['outcome', `'noop'`],
    ['detail', `detail || '{"new": {"name": "other"}}'`],
    ['event_id', `'${randomUUID()}'`],
    ['request_id', `NULL`],
    ['ip_address', `'192.0.2.1'`],
    ['at', `at - interval '1 millisecond'`],
    ['leaf_hash', `sha256('x')`],
    ['leaf_hash', `NULL`],
  ])('is found by its %s', async (column, value) => {
    const log = await sealedLog();
    const sequence = (await log.size()) - 6;
    await log.at(sequence, `UPDATE audit_records SET ${column} = ${value}`);
    const recordId = await log.idAt(sequence);
    expect(await log.verdict()).toMatchObject({ kind: 'RECORD_CHANGED', sequence, recordId });
  });

  it('is found by the signed root where its hash was made to fit, and the batch is named', async () => {
    const log = await sealedLog();
    const size = await log.size();
    await log.at(size - 6, `UPDATE audit_records SET action = 'group.deleted'`);
    await log.rehash();
    expect(await log.verdict()).toMatchObject({ kind: 'ROOT_DIFFERS', sequence: size - 8, headSize: size - 4 });
  });
});

describe('a deleted record', () => {
  it('in the middle leaves a gap', async () => {
    const log = await sealedLog();
    const sequence = (await log.size()) - 6;
    await log.at(sequence, 'DELETE FROM audit_records');
    expect(await log.verdict()).toMatchObject({ kind: 'RECORD_MISSING', sequence, recordId: null });
  });

  it('at the end of a batch leaves a gap, although the batch has a head', async () => {
    const log = await sealedLog();
    const sequence = (await log.size()) - 5;
    await log.at(sequence, 'DELETE FROM audit_records');
    expect(await log.verdict()).toMatchObject({ kind: 'RECORD_MISSING', sequence });
  });

  it('at the beginning is missing', async () => {
    const log = await sealedLog();
    await log.at(0, 'DELETE FROM audit_records');
    expect(await log.verdict()).toMatchObject({ kind: 'RECORD_MISSING', sequence: 0 });
  });

  it('at the end was cut off: the head tells of it', async () => {
    const log = await sealedLog();
    const size = await log.size();
    await log.at(size - 1, 'DELETE FROM audit_records');
    await log.at(size - 2, 'DELETE FROM audit_records');
    expect(await log.verdict()).toMatchObject({ kind: 'RECORDS_CUT_OFF', sequence: size - 2, headSize: size });
  });

  it('that was made to look unsealed is missing', async () => {
    const log = await sealedLog();
    const sequence = (await log.size()) - 6;
    await log.at(sequence, 'UPDATE audit_records SET sequence = NULL, leaf_hash = NULL');
    expect(await log.verdict()).toMatchObject({ kind: 'RECORD_MISSING', sequence });
  });

  it('is found by the signed root where the others were moved up and their hashes made to fit', async () => {
    const log = await sealedLog();
    const size = await log.size();
    await log.at(size - 6, 'DELETE FROM audit_records');
    for (let sequence = size - 5; sequence < size; sequence++) {
      await log.at(sequence, 'UPDATE audit_records SET sequence = sequence - 1');
    }
    await log.rehash();
    expect(await log.verdict()).toMatchObject({ kind: 'ROOT_DIFFERS', sequence: size - 8, headSize: size - 4 });
  });
});

describe('an inserted record', () => {
  const insertCopy = async (log: Log, from: number, sequence: number) => {
    const [written] = await owner.query<{ columns: string }>(
      `SELECT string_agg(column_name, ', ') AS columns FROM information_schema.columns
       WHERE table_name = 'audit_records' AND is_generated = 'NEVER'`,
    );
    const columns = written?.columns;
    await owner.query(
      `INSERT INTO audit_records (${columns})
       SELECT ${columns} FROM (
         SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'sequence', $3::bigint))).*
         FROM audit_records r WHERE tenant_id = $1 AND sequence = $2
       ) copied`,
      [log.ctx.tenantId, from, sequence],
    );
    await log.rehash();
  };

  it('at the end is covered by no head', async () => {
    const log = await sealedLog();
    const size = await log.size();
    await insertCopy(log, size - 1, size);
    expect(await log.verdict()).toMatchObject({ kind: 'RECORD_ADDED', sequence: size });
  });

  it('in the middle is found by the signed root, however well it was fitted in', async () => {
    const log = await sealedLog();
    const size = await log.size();
    for (let sequence = size - 1; sequence >= size - 6; sequence--) {
      await log.at(sequence, 'UPDATE audit_records SET sequence = sequence + 1');
    }
    await insertCopy(log, 0, size - 6);
    expect(await log.verdict()).toMatchObject({ kind: 'ROOT_DIFFERS', sequence: size - 8, headSize: size - 4 });
  });

  it('beside another of the same number is found', async () => {
    const log = await sealedLog();
    const sequence = (await log.size()) - 6;
    await owner.query('DROP INDEX audit_records_tenant_id_sequence_key');
    await insertCopy(log, sequence, sequence);
    expect(await log.verdict()).toMatchObject({ kind: 'RECORD_ADDED', sequence });
    await owner.query('DELETE FROM audit_records WHERE tenant_id = $1', [log.ctx.tenantId]);
    await owner.query(
      'CREATE UNIQUE INDEX audit_records_tenant_id_sequence_key ON audit_records (tenant_id, sequence)',
    );
  });
});

describe('exchanged records', () => {
  it('are found, and where each was sealed is told', async () => {
    const log = await sealedLog();
    const last = (await log.size()) - 1;
    const first = last - 6;
    await log.at(first, 'UPDATE audit_records SET sequence = -1');
    await log.at(last, `UPDATE audit_records SET sequence = ${first}`);
    await log.at(-1, `UPDATE audit_records SET sequence = ${last}`);
    const found = await log.verdict();
    expect(found).toMatchObject({ kind: 'RECORD_MOVED', sequence: first, recordId: await log.idAt(first) });
    expect(found?.reason).toContain(`sealed as ${last}`);
  });
});

describe('an altered head', () => {
  it.each([
    ['root', `UPDATE audit_heads SET root_hash = sha256('x')`],
    ['time', `UPDATE audit_heads SET signed_at = signed_at - interval '1 millisecond'`],
    ['key', `UPDATE audit_heads SET key_id = 'another'`],
    ['signature', `UPDATE audit_heads SET signature = sha256('x') || sha256('y')`],
    ['size', 'UPDATE audit_heads SET size = size + 10'],
    ['right edge', `UPDATE audit_heads SET frontier = frontier || '\\x00'`],
  ])('is found by its %s', async (_what, change) => {
    const log = await sealedLog();
    const size = await log.size();
    await log.onNewestHead(change);
    expect(await log.verdict()).toMatchObject({ kind: 'HEAD_ALTERED', sequence: size - 4 });
  });

  it('of another tenant does not pass for this one', async () => {
    const [log, other] = [await sealedLog(), await sealedLog()];
    const columns = 'size, root_hash, frontier, signed_at, key_id, signature';
    await owner.query('DELETE FROM audit_heads WHERE tenant_id = $1', [log.ctx.tenantId]);
    await owner.query(
      `INSERT INTO audit_heads (tenant_id, ${columns}) SELECT $1, ${columns} FROM audit_heads WHERE tenant_id = $2`,
      [log.ctx.tenantId, other.ctx.tenantId],
    );
    expect(await log.verdict()).toMatchObject({ kind: 'HEAD_ALTERED' });
  });

  it('that is gone leaves records without proof', async () => {
    const log = await sealedLog();
    const size = await log.size();
    await log.onNewestHead('DELETE FROM audit_heads');
    expect(await log.verdict()).toMatchObject({ kind: 'RECORD_ADDED', sequence: size - 4 });
  });
});

describe('a forger who changes a record, every hash and every head', () => {
  const forge = async (log: Log, keyId: (own: string, real: string) => string) => {
    const size = await log.size();
    await log.at(size - 6, `UPDATE audit_records SET actor_email = 'innocent@demo.test'`);
    await log.rehash();
    const tree = new MerkleFrontier();
    for (const row of await log.rows()) tree.append(row.leaf_hash);
    const own = await generateSigningKey();
    const [real] = testing.services.keys.tokens.publicKeys();
    const key = { ...own, kid: keyId(own.kid, real?.kid ?? '') };
    const head = { tenantId: log.ctx.tenantId, size, rootHash: tree.root(), timestamp: new Date() };
    const { signature } = signTreeHead(head, key);
    await owner.query('DELETE FROM audit_heads WHERE tenant_id = $1', [log.ctx.tenantId]);
    await owner.query('INSERT INTO audit_heads VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      ...[log.ctx.tenantId, size, tree.root(), tree.serialise(), head.timestamp, key.kid, signature],
    ]);
  };

  it('fails for want of the signing key', async () => {
    const log = await sealedLog();
    await forge(log, (_own, real) => real);
    expect(await log.verdict()).toMatchObject({ kind: 'HEAD_ALTERED', sequence: 0 });
  });

  it('fails with a key of their own', async () => {
    const log = await sealedLog();
    await forge(log, (own) => own);
    expect(await log.verdict()).toMatchObject({ kind: 'HEAD_ALTERED', sequence: 0 });
  });
});
