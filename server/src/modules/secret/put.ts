import { joinSql, sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { SecretKind } from './kind.ts';
import { ownerOf } from './owner.ts';

export interface PutOptions {
  /** From then on the values are as if they were not there. */
  expiresAt?: Date;
}

/**
 * Writes secrets of an owner, sealed, in the caller's transaction; null removes one. What is not named stays. Guards
 * and audits nothing: the verb that calls it does.
 */
export async function putSecrets(
  ctx: SqlTxContext,
  kind: SecretKind,
  ownerId: string,
  entries: Record<string, string | null>,
  { expiresAt }: PutOptions = {},
): Promise<void> {
  const removed = Object.keys(entries).filter((name) => entries[name] === null);
  if (removed.length > 0) await removeSecrets(ctx, kind, ownerId, removed);
  const rows = [];
  for (const [name, value] of Object.entries(entries)) {
    if (value === null) continue;
    const { sealed, keyVersion } = await ctx.keys.vault.seal(ctx.tx, ownerOf(ctx, kind, ownerId, name), value);
    rows.push(
      sql`(${ctx.tenantId}::uuid, ${kind}, ${ownerId}::uuid, ${name}, ${sealed}::bytea, ${keyVersion}::int, ${expiresAt ?? null}::timestamptz)`,
    );
  }
  if (rows.length === 0) return;
  await ctx.tx.execute(sql`
    INSERT INTO secrets (tenant_id, kind, owner_id, name, sealed, key_version, expires_at)
    VALUES ${joinSql(rows)}
    ON CONFLICT (tenant_id, kind, owner_id, name) DO UPDATE
    SET sealed = EXCLUDED.sealed, key_version = EXCLUDED.key_version, expires_at = EXCLUDED.expires_at, updated_at = now()`);
}

/** The same, and removes every secret of the owner that is not named. */
export async function replaceSecrets(
  ctx: SqlTxContext,
  kind: SecretKind,
  ownerId: string,
  entries: Record<string, string>,
): Promise<void> {
  await ctx.tx.execute(sql`
    DELETE FROM secrets
    WHERE tenant_id = ${ctx.tenantId}::uuid AND kind = ${kind} AND owner_id = ${ownerId}::uuid
      AND name <> ALL (${Object.keys(entries)}::text[])`);
  await putSecrets(ctx, kind, ownerId, entries);
}

/** Removes every secret of the owner. */
export async function deleteSecrets(ctx: SqlTxContext, kind: SecretKind, ownerId: string): Promise<void> {
  await replaceSecrets(ctx, kind, ownerId, {});
}

function removeSecrets(
  { tx, tenantId }: SqlTxContext,
  kind: SecretKind,
  ownerId: string,
  names: string[],
): Promise<number> {
  return tx.execute(sql`
    DELETE FROM secrets
    WHERE tenant_id = ${tenantId}::uuid AND kind = ${kind} AND owner_id = ${ownerId}::uuid AND name = ANY (${names}::text[])`);
}
