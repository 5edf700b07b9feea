import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createHttp } from '../../../server/src/graphql/http.ts';
import { type HeadJson, toHeadJson } from '../../../server/src/modules/audit/head-json.ts';
import { exportAudit, readAuditHead, registerAuditExportRoute } from '../../../server/src/modules/audit/index.ts';
import { leafOf } from '../../../server/src/modules/audit/sealed-content.ts';
import { verifyExport } from '../../../server/src/modules/audit/verify-export.ts';
import { authenticate } from '../../../server/src/modules/session/index.ts';
import { generateSigningKey, MerkleFrontier, signTreeHead } from '../../../server/src/platform/crypto/index.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';
import { connectAsOwner, type Owner, sealAll, sealInBatches } from './audit-trail.ts';

const CLI = fileURLToPath(new URL('../../../server/src/cli/verify-audit.ts', import.meta.url));

let database: TestDatabase;
let testing: TestServices;
let owner: Owner;
let folder: string;

beforeAll(async () => {
  database = await createDatabase();
  testing = await createTestServices({ url: database.url });
  owner = await connectAsOwner(database.url);
  folder = await mkdtemp(join(tmpdir(), 'joinery-audit-'));
});
afterAll(async () => {
  await owner?.end();
  await testing?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function exported(ctx: Context): Promise<string[]> {
  let text = '';
  for await (const part of await exportAudit(ctx)) text += part;
  return text.trimEnd().split('\n');
}

async function* each(lines: string[]) {
  yield* lines;
}

async function inFile(name: string, content: string | string[] | object): Promise<string> {
  const file = join(folder, name);
  const isText = typeof content === 'string' || Array.isArray(content);
  await writeFile(file, isText ? [content].flat().join('\n') : JSON.stringify(content));
  return file;
}

/** Runs the command as an operator would, with neither database nor settings. */
async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--no-warnings', '--experimental-transform-types', CLI, ...args], { env: {} });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

/** The line of the record with this sequence, and its number counted from 1. */
function lineOf(lines: string[], sequence: number): { index: number; line: number } {
  const index = lines.findIndex((line: string) => JSON.parse(line).record?.sequence === sequence);
  return { index, line: index + 1 };
}

async function sealedExport() {
  const { owner: ctx } = await testing.newTenant();
  await sealInBatches(ctx, 4, 4, 4);
  return { ctx, lines: await exported(ctx) };
}

describe('an export', () => {
  it('begins with the tenant, the newest head and the keys, and has every sealed record', async () => {
    const { ctx, lines } = await sealedExport();
    const header = JSON.parse(lines[0] ?? '');
    const head = await readAuditHead(ctx);
    expect(header).toMatchObject({ format: 'joinery-audit-export/1', tenantId: ctx.tenantId, unsealed: 0 });
    expect(header.head).toEqual(head && toHeadJson(head));
    expect(header.jwks.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
    expect(lines.filter((line) => line.includes('"record"'))).toHaveLength(head?.size ?? 0);
    expect(await verifyExport(each(lines))).toMatchObject({ intact: true, checked: head?.size, problem: null });
  });

  it('of an empty log is intact', async () => {
    const { owner: ctx, tenantId } = await testing.newTenant();
    await owner.query('DELETE FROM audit_records WHERE tenant_id = $1', [tenantId]);
    expect(await verifyExport(each(await exported(ctx)))).toMatchObject({ intact: true, checked: 0, head: null });
  });

  it('is told of in the log itself', async () => {
    const { ctx } = await sealedExport();
    await sealAll(ctx);
    expect((await exported(ctx)).some((line) => line.includes('"action":"audit.exported"'))).toBe(true);
  });

  it('is streamed over HTTP to those who may read the log', async () => {
    const { ctx, lines } = await sealedExport();
    const app = createHttp(testing.services);
    registerAuditExportRoute(app, testing.services, authenticate);
    const { id: userId, role, credentialId: sessionId } = ctx.actor;
    const subject = { tenantId: ctx.tenantId, userId: userId ?? '', sessionId: sessionId ?? '', role: role ?? '' };
    const { token } = await testing.services.keys.tokens.issue(subject);
    const answer = await app.inject({ url: '/audit/export', headers: { authorization: `Bearer ${token}` } });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/x-ndjson');
    expect(answer.body.trimEnd().split('\n').slice(1)).toEqual(lines.slice(1));
    expect((await app.inject('/audit/export')).statusCode).toBe(401);
    await app.close();
  });

  it('is refused to a member', async () => {
    const tenant = await testing.newTenant();
    await expect(exportAudit(await tenant.actor('MEMBER'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

type ExportedRecord = { actorEmail?: string; targetName?: string; detail?: unknown; note?: string };

describe('an export that was tampered with', () => {
  const change = (lines: string[], sequence: number, edit: (record: ExportedRecord) => void) => {
    const { index, line } = lineOf(lines, sequence);
    const entry = JSON.parse(lines[index] ?? '');
    edit(entry.record);
    return { lines: lines.with(index, JSON.stringify(entry)), line };
  };

  it('names the line of a record that was changed', async () => {
    const { lines } = await sealedExport();
    const changed = change(lines, 7, (record) => {
      record.actorEmail = 'innocent@demo.test';
    });
    const verdict = await verifyExport(each(changed.lines));
    expect(verdict).toMatchObject({ intact: false, problem: { line: changed.line } });
    expect(verdict.problem?.reason).toContain('record 7');
  });

  const edits: Record<string, (record: ExportedRecord) => void> = {
    'added a field to': (record) => {
      record.note = 'x';
    },
    'removed a field from': (record) => {
      delete record.detail;
    },
    'put half a character into': (record) => {
      record.targetName = '\ud800';
    },
  };
  it.each(Object.entries(edits))('names the line where somebody %s a record', async (_what, edit) => {
    const { lines } = await sealedExport();
    const changed = change(lines, 5, edit);
    expect((await verifyExport(each(changed.lines))).problem?.line).toBe(changed.line);
  });

  it('names the line after which a record is missing, and the end where the newest are', async () => {
    const { lines } = await sealedExport();
    const { index, line } = lineOf(lines, 6);
    expect((await verifyExport(each(lines.toSpliced(index, 1)))).problem).toEqual({
      line,
      reason: 'missing: record 6',
    });
    const cut = lines.slice(0, -3);
    expect((await verifyExport(each(cut))).problem?.reason).toMatch(/cut off: a signed head tells of/);
  });

  it('is found where lines change places, are doubled, or are no lines of an export', async () => {
    const { lines } = await sealedExport();
    const index = lines.findIndex((line, at) => line.includes('"record"') && lines[at + 1]?.includes('"record"'));
    const line = index + 1;
    const exchanged = (at: number) => lines.with(at, lines[at + 1] ?? '').with(at + 1, lines[at] ?? '');
    expect((await verifyExport(each(exchanged(index)))).problem?.line).toBe(line);
    const beforeHead = lines.findIndex((text, at) => at > 0 && text.includes('"head"')) - 1;
    expect((await verifyExport(each(exchanged(beforeHead)))).problem?.reason).toContain('stands at the wrong place');
    const one = lines[index] ?? '';
    expect((await verifyExport(each(lines.toSpliced(index, 0, one)))).problem?.line).toBe(line + 1);
    expect((await verifyExport(each(lines.with(index, '{"record":')))).problem?.line).toBe(line);
    expect((await verifyExport(each(lines.with(index, '{}')))).problem?.line).toBe(line);
    await expect(verifyExport(each(['hello']))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(verifyExport(each([]))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('and hashed and signed anew with other keys passes only for who kept nothing', async () => {
    const { ctx, lines } = await sealedExport();
    const forged = await forge(
      change(lines, 5, (record) => void Object.assign(record, { actorEmail: 'x@y.test' })).lines,
    );
    const keys = testing.services.keys.tokens.publicKeys();
    const head = (await readAuditHead(ctx)) ?? undefined;
    expect(await verifyExport(each(forged))).toMatchObject({ intact: true });
    expect(await verifyExport(each(forged), { keys })).toMatchObject({ intact: false });
    expect(await verifyExport(each(forged), { head })).toMatchObject({ intact: false });
    expect(await verifyExport(each(lines), { keys, head })).toMatchObject({ intact: true, unverifiedHeads: 0 });
  });
});

/** The export as somebody would write it who has everything but the server's keys. */
async function forge(lines: string[]): Promise<string[]> {
  const own = await generateSigningKey();
  const tree = new MerkleFrontier();
  const [header = '{}', ...rest] = lines;
  const sign = ({ tenantId, signedAt }: HeadJson) =>
    toHeadJson(signTreeHead({ tenantId, size: tree.size, rootHash: tree.root(), timestamp: new Date(signedAt) }, own));
  const body = rest.map((line) => {
    const { head, record } = JSON.parse(line);
    if (head) return JSON.stringify({ head: sign(head) });
    tree.append(leafOf(record));
    return JSON.stringify({ leafHash: leafOf(record).toString('hex'), record });
  });
  const { head, ...about } = JSON.parse(header);
  const jwks = { keys: [{ ...own.publicJwk, kid: own.kid }] };
  return [JSON.stringify({ ...about, head: sign(head), jwks }), ...body];
}

describe('a head that was kept', () => {
  it('shows that a later export continues its log', async () => {
    const { ctx } = await sealedExport();
    const kept = (await readAuditHead(ctx)) ?? undefined;
    await sealInBatches(ctx, 3);
    expect(await verifyExport(each(await exported(ctx)), { head: kept })).toMatchObject({ intact: true });
  });

  it('shows that the newest records and their head were cut off, which the log alone cannot tell', async () => {
    const { ctx } = await sealedExport();
    const kept = (await readAuditHead(ctx)) ?? undefined;
    const size = kept?.size ?? 0;
    await owner.query('DELETE FROM audit_records WHERE tenant_id = $1 AND sequence >= $2', [ctx.tenantId, size - 4]);
    await owner.query('DELETE FROM audit_heads WHERE tenant_id = $1 AND size = $2', [ctx.tenantId, size]);
    const lines = await exported(ctx);
    expect(await verifyExport(each(lines))).toMatchObject({ intact: true });
    const verdict = await verifyExport(each(lines), { head: kept });
    expect(verdict.problem?.reason).toContain(`a signed head tells of ${size} records`);
  });

  it('shows that history was sealed anew, even by the server itself', async () => {
    const { ctx } = await sealedExport();
    const kept = (await readAuditHead(ctx)) ?? undefined;
    await owner.query(`UPDATE audit_records SET target_name = 'other' WHERE tenant_id = $1 AND sequence = 1`, [
      ctx.tenantId,
    ]);
    await owner.query('UPDATE audit_records SET sequence = NULL, leaf_hash = NULL WHERE tenant_id = $1', [
      ctx.tenantId,
    ]);
    await owner.query('DELETE FROM audit_heads WHERE tenant_id = $1', [ctx.tenantId]);
    await sealAll(ctx);
    const lines = await exported(ctx);
    expect(await verifyExport(each(lines))).toMatchObject({ intact: true });
    expect(await verifyExport(each(lines), { head: kept })).toMatchObject({ intact: false });
  });
});

describe('the command verify-audit', () => {
  it('answers plainly and ends with 0 for an export that is intact, also with keys and a head kept apart', async () => {
    const { ctx, lines } = await sealedExport();
    const head = await readAuditHead(ctx);
    const file = await inFile('intact.ndjson', lines);
    const jwks = await inFile('jwks.json', testing.services.keys.tokens.jwks());
    const kept = await inFile('head.json', { data: { auditHead: head && toHeadJson(head) } });
    const plain = await run(file);
    expect(plain).toMatchObject({ code: 0, output: expect.stringContaining(`intact: ${head?.size} records`) });
    expect(plain.output).toContain('give --jwks');
    const pinned = await run(file, '--jwks', jwks, '--head', kept);
    expect(pinned).toMatchObject({ code: 0, output: expect.stringContaining('continues the kept head') });
    expect(pinned.output).not.toContain('give --jwks');
  });

  it('names the line and ends with 1 for one that is not', async () => {
    const { lines } = await sealedExport();
    const { index, line } = lineOf(lines, 6);
    const file = await inFile(
      'changed.ndjson',
      lines.with(index, (lines[index] ?? '').replace('group.created', 'group.deleted')),
    );
    const { code, output } = await run(file);
    expect(code).toBe(1);
    expect(output).toContain(`NOT INTACT: ${file}, line ${line}: record 6 is not what was sealed`);
  });

  it('ends with 2 where there is nothing to check', async () => {
    expect(await run()).toMatchObject({ code: 2, output: expect.stringContaining('verify-audit.js <file>') });
    expect(await run(join(folder, 'absent.ndjson'))).toMatchObject({
      code: 2,
      output: expect.stringContaining('cannot check'),
    });
    const other = await inFile('other.txt', 'hello');
    expect(await run(other)).toMatchObject({ code: 2, output: expect.stringContaining('not an export') });
  });
});
