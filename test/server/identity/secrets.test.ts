import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import {
  deleteSecrets,
  listSecretNames,
  putSecrets,
  readSecrets,
  replaceSecrets,
  type SecretKind,
} from '../../../server/src/modules/secret/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { sqlTransaction, transaction } from '../../../server/src/transaction.ts';
import { startIdentity } from './setup.ts';

const identity = await startIdentity();
const { owner } = await identity.newTenant();
const kind: SecretKind = 'integration';
const unreadable = { code: 'INTERNAL', reason: 'SECRET_UNREADABLE' };

const put = (ownerId: string, entries: Record<string, string | null>, options = {}) =>
  transaction(owner, (ctx) => putSecrets(ctx, kind, ownerId, entries, options));
const read = (ownerId: string, ctx: Context = owner) => sqlTransaction(ctx, (ctx) => readSecrets(ctx, kind, ownerId));
const names = (ownerId: string) => transaction(owner, (ctx) => listSecretNames(ctx, kind, ownerId));

describe('secrets of an owner', () => {
  it('are read as they were written, in either kind of transaction', async () => {
    const id = newId();
    await put(id, { TOKEN: 'a value', OTHER: 'ünïcödé 🔑', EMPTY: '' });
    const expected = new Map([
      ['EMPTY', ''],
      ['OTHER', 'ünïcödé 🔑'],
      ['TOKEN', 'a value'],
    ]);
    expect(await read(id)).toEqual(expected);
    expect(await transaction(owner, (ctx) => readSecrets(ctx, kind, id))).toEqual(expected);
  });

  it('are replaced, removed by null, and kept where they are not named', async () => {
    const id = newId();
    await put(id, { A: '1', B: '2', C: '3' });
    await put(id, { A: 'new', B: null });
    expect(await read(id)).toEqual(
      new Map([
        ['A', 'new'],
        ['C', '3'],
      ]),
    );
    await transaction(owner, (ctx) => replaceSecrets(ctx, kind, id, { D: '4' }));
    expect(await names(id)).toEqual(['D']);
    await transaction(owner, (ctx) => deleteSecrets(ctx, kind, id));
    expect(await names(id)).toEqual([]);
  });

  it('with an end are gone after it', async () => {
    const id = newId();
    const expiresAt = new Date(identity.clock.now().getTime() + 60_000);
    await put(id, { OLD: '1' }, { expiresAt });
    await put(id, { NEW: '2' });
    expect(await names(id)).toEqual(['NEW', 'OLD']);
    identity.clock.move({ minutes: 2 });
    expect(await names(id)).toEqual(['NEW']);
    expect(await read(id)).toEqual(new Map([['NEW', '2']]));
  });

  it('are nowhere in the database in the clear, and never twice the same', async () => {
    const id = newId();
    await put(id, { A: 'hunter2 hunter2', B: 'hunter2 hunter2' });
    const rows = await identity.admin<{ sealed: Buffer }>('SELECT sealed FROM secrets WHERE owner_id = $1', [id]);
    expect(rows).toHaveLength(2);
    for (const { sealed } of rows) expect(sealed.includes('hunter2')).toBe(false);
    expect(rows[0]?.sealed.equals(rows[1]?.sealed ?? Buffer.alloc(0))).toBe(false);
  });

  it('do not exist for another tenant', async () => {
    const id = newId();
    await put(id, { A: '1' });
    const { owner: stranger } = await identity.newTenant();
    expect(await read(id, stranger)).toEqual(new Map());
  });

  it('go with the transaction that wrote them', async () => {
    const id = newId();
    const undone = transaction(owner, async (ctx) => {
      await putSecrets(ctx, kind, id, { A: '1' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await names(id)).toEqual([]);
  });
});

describe('a sealed value', () => {
  it.each([
    ['under another name', `UPDATE secrets SET name = 'B' WHERE owner_id = $1`],
    ['of another kind', `UPDATE secrets SET kind = 'integration' WHERE owner_id = $1`],
    [
      'with a byte changed',
      `UPDATE secrets SET sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) WHERE owner_id = $1`,
    ],
    ['cut short', 'UPDATE secrets SET sealed = substr(sealed, 1, 20) WHERE owner_id = $1'],
    ['of a key that is not there', 'UPDATE secrets SET key_version = 2 WHERE owner_id = $1'],
  ])('does not open %s', async (_where, tamper) => {
    const id = newId();
    await transaction(owner, (ctx) => putSecrets(ctx, 'webhook_signing', id, { A: 'the value' }));
    await identity.admin(tamper, [id]);
    const opened = transaction(owner, async (ctx) => [
      ...(await readSecrets(ctx, 'webhook_signing', id)),
      ...(await readSecrets(ctx, 'integration', id)),
    ]);
    await expect(opened).rejects.toMatchObject(unreadable);
  });

  it('does not open for another owner, or in another tenant', async () => {
    const [from, to] = [newId(), newId()];
    await put(from, { A: 'the value' });
    await identity.admin(
      `INSERT INTO secrets (tenant_id, kind, owner_id, name, sealed, key_version)
       SELECT tenant_id, kind, $2, name, sealed, key_version FROM secrets WHERE owner_id = $1`,
      [from, to],
    );
    await expect(read(to)).rejects.toMatchObject(unreadable);
    const { owner: stranger, tenantId } = await identity.newTenant();
    await identity.admin('UPDATE secrets SET tenant_id = $2 WHERE owner_id = $1', [from, tenantId]);
    await expect(read(from, stranger)).rejects.toMatchObject(unreadable);
  });
});
