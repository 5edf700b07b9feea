import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { SecretKind } from './kind.ts';
import { ownerOf } from './owner.ts';

interface SealedRow {
  name: string;
  sealed: Uint8Array;
  key_version: number;
}

/** The secrets of an owner, opened, by name. For the moment of their use: keep them nowhere, and mask them in logs. */
export async function readSecrets(ctx: SqlTxContext, kind: SecretKind, ownerId: string): Promise<Map<string, string>> {
  const rows = await ctx.tx.query<SealedRow>(sql`
    SELECT name, sealed, key_version FROM secrets
    WHERE tenant_id = ${ctx.tenantId}::uuid AND kind = ${kind} AND owner_id = ${ownerId}::uuid
      AND (expires_at IS NULL OR expires_at > ${ctx.clock.now()})
    ORDER BY name`);
  const values = new Map<string, string>();
  for (const { name, sealed, key_version: keyVersion } of rows) {
    const value = await ctx.keys.vault.open(ctx.tx, ownerOf(ctx, kind, ownerId, name), { sealed, keyVersion });
    values.set(name, value.toString());
  }
  return values;
}

/** The names of an owner's secrets: all that an API may ever show of them. */
export async function listSecretNames(ctx: SqlTxContext, kind: SecretKind, ownerId: string): Promise<string[]> {
  const rows = await ctx.tx.query<{ name: string }>(sql`
    SELECT name FROM secrets
    WHERE tenant_id = ${ctx.tenantId}::uuid AND kind = ${kind} AND owner_id = ${ownerId}::uuid
      AND (expires_at IS NULL OR expires_at > ${ctx.clock.now()})
    ORDER BY name`);
  return rows.map(({ name }) => name);
}

/** The same for many owners at once. */
export async function listSecretNamesOf(
  ctx: SqlTxContext,
  kind: SecretKind,
  ownerIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await ctx.tx.query<{ owner_id: string; names: string[] }>(sql`
    SELECT owner_id, array_agg(name ORDER BY name) AS names FROM secrets
    WHERE tenant_id = ${ctx.tenantId}::uuid AND kind = ${kind} AND owner_id = ANY (${ownerIds}::uuid[])
      AND (expires_at IS NULL OR expires_at > ${ctx.clock.now()})
    GROUP BY owner_id`);
  return new Map(rows.map((row) => [row.owner_id, row.names]));
}
