import type { FormattedExecutionResult } from 'graphql';
import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { transaction } from '../../transaction.ts';

export type Answer = FormattedExecutionResult;

/** A request's hold on its key, until its answer is kept or the key freed. */
export interface Claim {
  readonly ctx: Context;
  readonly key: string;
  readonly since: Date;
}

/** What a key stands for: this request from now on, another one, one that is still running, or an answer. */
export type Claimed =
  | { state: 'new'; claim: Claim }
  | { state: 'other' }
  | { state: 'running' }
  | { state: 'kept'; answer: Answer };

/** Longer than any mutation takes: a request that has kept nothing by then is gone with its process. */
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
export function claimKey(ctx: Context, key: string, hash: Buffer): Promise<Claimed> {
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
        WHERE k.created_at <= ${expired} OR (k.response IS NULL AND k.created_at <= ${abandoned})`);
    if (claimed > 0) return { state: 'new', claim: { ctx, key, since: now } };
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
export async function keepAnswer({ ctx, key, since }: Claim, answer: Answer): Promise<void> {
  await transaction(ctx, async ({ tx, keys, actor }) => {
    const { sealed, keyVersion } = await keys.vault.seal(tx, aad(ctx), JSON.stringify(answer));
    const response: Sealed = { sealed: sealed.toString('base64'), keyVersion };
    await tx.execute(sql`
      UPDATE idempotency_keys SET response = ${JSON.stringify(response)}::jsonb
      WHERE actor_id = ${actor.id}::uuid AND key = ${key} AND created_at = ${since}`);
  });
}

/** Frees a key whose request changed nothing and may go better the next time. */
export async function releaseKey({ ctx, key, since }: Claim): Promise<void> {
  await transaction(ctx, ({ tx, actor }) =>
    tx.execute(sql`
      DELETE FROM idempotency_keys WHERE actor_id = ${actor.id}::uuid AND key = ${key} AND created_at = ${since}`),
  );
}

function aad({ tenantId, actor }: Context) {
  return { tenantId, kind: 'idempotency', ownerId: actor.id ?? '' };
}
