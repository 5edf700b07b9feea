import type { FormattedExecutionResult } from 'graphql';
import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { transaction } from '../../transaction.ts';

type Answer = FormattedExecutionResult;

type Claim = { state: 'new' } | { state: 'other' } | { state: 'running' } | { state: 'kept'; answer: Answer };

/** A request that has kept nothing after this long is gone with its process; its key is free again. */
const RUNNING_MS = 120_000;
const KEPT_MS = 24 * 3600 * 1000;

/** The answer as it is kept: sealed, because it may show a secret that is shown once. */
interface Sealed {
  sealed: string;
  keyVersion: number;
}

interface Found {
  request_hash: Buffer;
  response: Sealed | null;
}

/** Claims a key for this request, or says what stands in the way. */
export function claimKey(ctx: Context, key: string, hash: Buffer): Promise<Claim> {
  const actorId = ctx.actor.id;
  const now = ctx.clock.now();
  const abandoned = new Date(now.getTime() - RUNNING_MS);
  const expired = new Date(now.getTime() - KEPT_MS);
  return transaction(ctx, async ({ tx, tenantId, keys }) => {
    const claimed = await tx.execute(sql`
      INSERT INTO idempotency_keys AS k (tenant_id, actor_id, key, request_hash, created_at)
      VALUES (${tenantId}::uuid, ${actorId}::uuid, ${key}, ${hash}, ${now})
      ON CONFLICT (tenant_id, actor_id, key) DO UPDATE
        SET request_hash = EXCLUDED.request_hash, response = NULL, created_at = EXCLUDED.created_at
        WHERE k.created_at < ${expired} OR (k.response IS NULL AND k.created_at < ${abandoned})`);
    if (claimed > 0) return { state: 'new' };
    const [found] = await tx.query<Found>(sql`
      SELECT request_hash, response FROM idempotency_keys WHERE actor_id = ${actorId}::uuid AND key = ${key}`);
    if (!found || !Buffer.from(found.request_hash).equals(hash)) return { state: 'other' };
    if (!found.response) return { state: 'running' };
    const { sealed, keyVersion } = found.response;
    const opened = await keys.vault.open(tx, aad(ctx), { sealed: Buffer.from(sealed, 'base64'), keyVersion });
    return { state: 'kept', answer: JSON.parse(opened.toString()) as Answer };
  });
}

/** Keeps the first answer for those that ask again. */
export async function keepAnswer(ctx: Context, key: string, answer: Answer): Promise<void> {
  await transaction(ctx, async ({ tx, keys, actor }) => {
    const { sealed, keyVersion } = await keys.vault.seal(tx, aad(ctx), JSON.stringify(answer));
    const response: Sealed = { sealed: sealed.toString('base64'), keyVersion };
    await tx.execute(sql`
      UPDATE idempotency_keys SET response = ${JSON.stringify(response)}::jsonb
      WHERE actor_id = ${actor.id}::uuid AND key = ${key}`);
  });
}

/** Frees a key whose request failed on our side. */
export async function releaseKey(ctx: Context, key: string): Promise<void> {
  await transaction(ctx, ({ tx, actor }) =>
    tx.execute(sql`DELETE FROM idempotency_keys WHERE actor_id = ${actor.id}::uuid AND key = ${key}`),
  );
}

function aad({ tenantId, actor }: Context) {
  return { tenantId, kind: 'idempotency', ownerId: actor.id ?? '' };
}
